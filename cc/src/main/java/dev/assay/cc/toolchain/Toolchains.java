package dev.assay.cc.toolchain;

import dev.assay.cc.command.CommandLines;
import dev.assay.cc.command.Language;
import dev.assay.cc.command.Understood.Compile;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How clang compiles what another compiler is asked to: for its target, with its headers, in its manner. Asks each
 * compiler once for each set of flags. Thread-safe.
 */
public final class Toolchains {
  /**
   * Clang's flag for code that reaches variables of other files as if they were in the same program. Who may do so may
   * also do without.
   */
  public static final String DIRECT_ACCESS = "-fdirect-access-external-data";

  private static final int MOST_REMEMBERED = 4096;

  private final LlvmDistribution llvm;
  private final Map<List<String>, Stand> remembered = new ConcurrentHashMap<>();

  /** Compiles by this clang. */
  public Toolchains(LlvmDistribution llvm) {
    this.llvm = llvm;
  }

  /**
   * How a command is compiled by clang.
   *
   * @param code flags for code, the level left out
   * @param search where headers are
   */
  public record Stand(List<String> code, List<String> search, Optional<String> problem) {
    /** Copies the lists. */
    public Stand {
      code = List.copyOf(code);
      search = List.copyOf(search);
    }

    static Stand not(String problem) {
      return new Stand(List.of(), List.of(), Optional.of(problem));
    }
  }

  /**
   * How clang compiles what a command says, or why it must not.
   *
   * @param compiler as the command names it
   * @throws IOException when the compiler cannot be started
   */
  public Stand of(String compiler, Compile command, Surroundings surroundings, Cancellation cancellation)
      throws IOException {
    Language language = command.objects().getFirst().language();
    Path program = program(compiler, surroundings);
    List<String> question = new ArrayList<>(List.of(program.toString()));
    question.addAll(command.asked());
    question.addAll(List.of("-E", "-dM", "-v", "-x", language.isCplusplus() ? "c++" : "c", "/dev/null"));
    List<String> key = new ArrayList<>(question);
    // Whatever its answer may depend on: the program itself, the folder of relative names, variables that name folders.
    key.add(Files.getLastModifiedTime(program).toString());
    key.add(surroundings.folder().toString());
    for (String name : List.of("CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "GCC_EXEC_PREFIX", "COMPILER_PATH",
        "SDKROOT", "PATH")) {
      key.add(surroundings.environment().getOrDefault(name, ""));
    }
    Stand known = remembered.get(key);
    if (known == null) {
      known = ask(compiler, question, command, language, surroundings, cancellation);
      if (remembered.size() > MOST_REMEMBERED) {
        remembered.clear();
      }
      remembered.put(key, known);
    }
    return known;
  }

  private static Path program(String compiler, Surroundings surroundings) throws IOException {
    if (compiler.contains("/")) {
      return surroundings.folder().resolve(compiler);
    }
    for (String folder : surroundings.environment().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin").split(":")) {
      Path path = surroundings.folder().resolve(folder).resolve(compiler);
      if (Files.isRegularFile(path) && Files.isExecutable(path)) {
        return path;
      }
    }
    throw new IOException("there is no program " + compiler);
  }

  private Stand ask(String compiler, List<String> question, Compile command, Language language,
      Surroundings surroundings, Cancellation cancellation) throws IOException {
    Optional<Answer> asked = answer(surroundings.runOwn(question, cancellation));
    if (asked.isEmpty()) {
      return Stand.not("the compiler does not say what it compiles for");
    }
    Answer own = asked.get();
    if (CommandLines.isClang(compiler) && !own.isClang()) {
      return Stand.not("the compiler is called clang and is none");
    }
    FlagTranslation translation = FlagTranslation.of(own, command.code(), language.isCplusplus());
    if (translation.problem().isPresent()) {
      return Stand.not(translation.problem().get());
    }
    List<String> code = translation.flags();
    List<String> search = search(own);
    List<String> check = new ArrayList<>(List.of(llvm.clang().toString()));
    check.addAll(code);
    check.addAll(
        List.of(command.level(), "-w", "-E", "-dM", "-v", "-x", language.isCplusplus() ? "c++" : "c", "/dev/null"));
    BoundedProcess.Outcome outcome = surroundings.runClang(check, cancellation);
    Optional<Answer> clang = answer(outcome);
    if (clang.isEmpty()) {
      return Stand.not("clang refuses these flags: "
          + outcome.errors().lines().filter(line -> line.contains("error: ")).findFirst().orElse("without a word"));
    }
    Optional<String> difference = MacroAgreement.difference(own.macros(), clang.get().macros());
    return difference.map(what -> Stand.not("clang would compile it otherwise: " + what))
        .orElseGet(() -> new Stand(code, search, Optional.empty()));
  }

  private static Optional<Answer> answer(BoundedProcess.Outcome outcome) {
    return outcome.isSuccess() ? Answer.read(new String(outcome.output(), StandardCharsets.UTF_8), outcome.errors())
        : Optional.empty();
  }

  /** The compiler's folders in its order, with clang's own headers in the place of its own. */
  private List<String> search(Answer own) {
    List<String> flags = new ArrayList<>(List.of("-nostdinc", "-nostdinc++"));
    own.quoted().forEach(folder -> flags.addAll(List.of("-iquote", folder)));
    boolean hasBuiltIn = false;
    for (String folder : own.folders()) {
      if (BuiltInHeaders.isFolder(folder)) {
        if (!hasBuiltIn) {
          flags.addAll(List.of("-isystem", llvm.resourceFolder().resolve("include").toString()));
          hasBuiltIn = true;
        }
      } else {
        flags.addAll(List.of("-isystem", folder));
      }
    }
    return flags;
  }
}
