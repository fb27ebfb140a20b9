package dev.assay.build;

import dev.assay.clang.CompileFlags;
import dev.assay.clang.TargetOrigin;
import dev.assay.concurrent.Cancellation;
import dev.assay.object.ObjectCode;
import dev.assay.object.ObjectFormatException;
import dev.assay.process.BoundedProcess;
import dev.assay.process.ScratchFolder;
import dev.assay.source.CompileCommand;
import dev.assay.source.FileKind;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The compiler that a project's compile command names, run where the user permits it, and never otherwise: it is asked
 * where its headers are, and it compiles a file as the command says. Thread-safe.
 */
public final class OwnCompiler {
  /** Runs nothing. */
  public static final OwnCompiler NONE = new OwnCompiler(CompilerPermission.NONE);

  private static final BoundedProcess.Limits LIMITS =
      new BoundedProcess.Limits(Duration.ofSeconds(30), 16L << 20, 4L << 30);
  private static final long LARGEST_OBJECT_BYTES = 256L << 20;
  /** Clang has its own of these, which fit it. */
  private static final Pattern BUILT_IN =
      Pattern.compile(".*/(gcc(-cross)?/[^/]+/[^/]+/include(-fixed)?" + "|clang/[^/]+/include)");
  private static final Pattern TRIPLE = Pattern.compile("[A-Za-z0-9_.-]+");

  private final CompilerPermission permission;
  private final NamedCompiler names;
  private final Map<List<String>, Answer> answers = new ConcurrentHashMap<>();

  /** Runs what is permitted. */
  public OwnCompiler(CompilerPermission permission) {
    this(permission, System.getenv().getOrDefault("PATH", ""));
  }

  OwnCompiler(CompilerPermission permission, String searchPath) {
    this.permission = permission;
    this.names = new NamedCompiler(searchPath);
  }

  /**
   * A compile command with what its compiler says of itself.
   *
   * @param command the command, and where its compiler looks for headers; unchanged where it was not asked
   * @param note why it was not asked, although something may be run; a sentence without its end
   */
  public record Asked(CompileCommand command, Optional<String> note) {}

  /**
   * What a compiler made of a file.
   *
   * @param name the compiler's, without folders
   * @param level the command's optimisation flag, for example {@code -O2}
   * @param code the object's code
   */
  public record Compiled(String name, String level, ObjectCode code) {
    /** How it is called beside clang's levels, for example {@code gcc -O2}. */
    public String label() {
      return name + " " + level;
    }

    /**
     * The bytes of a function in the object; empty where it has no code of its own there.
     *
     * @param symbol its symbol, or {@link FileBuild#WHOLE_FILE} for all functions together
     */
    public OptionalLong bytes(String symbol) {
      return symbol.equals(FileBuild.WHOLE_FILE) ? OptionalLong.of(code.functionBytes())
          : code.symbol(symbol).map(found -> OptionalLong.of(found.bytes())).orElse(OptionalLong.empty());
    }
  }

  /** What a compiler says when it is asked. */
  private record Answer(List<String> folders, Optional<String> target, Optional<String> problem) {}

  /** Whether anything may be run. */
  public boolean isPermitted() {
    return !permission.isNone();
  }

  /**
   * Asks a command's compiler where its headers are and what it compiles for, once for all files:
   * {@code COMPILER -E -v -x c /dev/null}, or {@code c++}, and no flag of the command.
   *
   * @param file what the command compiles
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Asked ask(CompileCommand command, Path file, Cancellation cancellation) {
    return ask(command, FileKind.ofName(file) == FileKind.CPLUSPLUS || CompileFlags.of(command).isCplusplus(),
        cancellation);
  }

  Asked ask(CompileCommand command, boolean isCplusplus, Cancellation cancellation) {
    if (!isPermitted() || command.arguments().contains("-nostdinc")) {
      return new Asked(command, Optional.empty());
    }
    Made<Path> compiler = find(command);
    if (compiler.value().isEmpty()) {
      return new Asked(command, Optional.of(compiler.reason() + ", so it was not asked where its headers are"));
    }
    List<String> question =
        List.of(compiler.value().get().toString(), "-E", "-v", "-x", isCplusplus ? "c++" : "c", "/dev/null");
    Answer known = answers.get(question);
    if (known == null) {
      known = ask(question, cancellation);
      answers.put(question, known);
    }
    if (known.folders.isEmpty()) {
      return new Asked(command, known.problem);
    }
    List<String> more = new ArrayList<>();
    TargetOrigin origin = CompileFlags.of(command).targetOrigin();
    known.target.filter(target -> origin == TargetOrigin.THIS_MACHINE && !isThisMachine(target))
        .ifPresent(target -> more.add("--target=" + target));
    // After clang's own headers, as they are after the compiler's; instead of the folders that clang would guess.
    more.add("-nostdlibinc");
    known.folders.forEach(folder -> more.addAll(List.of("-idirafter", folder)));
    List<String> arguments = new ArrayList<>(command.arguments());
    int end = arguments.indexOf("--");
    arguments.addAll(end < 0 ? arguments.size() : end, more);
    return new Asked(command.withArguments(arguments), Optional.empty());
  }

  private static Answer ask(List<String> question, Cancellation cancellation) {
    String name = Path.of(question.getFirst()).getFileName().toString();
    try {
      BoundedProcess.Outcome outcome = BoundedProcess.run(question, temporaryFolder(), List.of(), LIMITS, cancellation);
      if (outcome.isSuccess()) {
        return answer(outcome.errors(), name);
      }
      return new Answer(List.of(), Optional.empty(), Optional.of(name + " does not say where its headers are"));
    } catch (IOException e) {
      return new Answer(List.of(), Optional.empty(), Optional.of(name + " cannot be started: " + e.getMessage()));
    }
  }

  private static Answer answer(String printed, String name) {
    List<String> folders = new ArrayList<>();
    Optional<String> target = Optional.empty();
    boolean isList = false;
    for (String line : printed.lines().toList()) {
      if (line.startsWith("#include <...>")) {
        isList = true;
      } else if (line.startsWith("End of search list")) {
        isList = false;
      } else if (isList && line.startsWith(" ") && !line.endsWith("(framework directory)")) {
        Path folder = Path.of(line.strip());
        String normal = folder.normalize().toString();
        if (folder.isAbsolute() && !BUILT_IN.matcher(normal.replace('\\', '/')).matches()) {
          folders.add(normal);
        }
      } else if (line.startsWith("Target: ")) {
        target = Optional.of(line.substring("Target: ".length()).strip()).filter(t -> TRIPLE.matcher(t).matches());
      }
    }
    return new Answer(folders, target, folders.isEmpty()
        ? Optional.of(name + " names no folders of headers besides those that every compiler has") : Optional.empty());
  }

  private static boolean isThisMachine(String target) {
    String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return target.startsWith(machine + "-") && (target.contains("linux") == system.contains("linux"));
  }

  /**
   * Has the command's own compiler compile a file, as it is saved, into an object that is read and deleted.
   *
   * <p>The command's flags stay as they are, but for those that say what to write where, and link-time optimisation,
   * which leaves no code in objects. A command whose flags load code into the compiler or name its programs is not run.
   *
   * @param source the file, with its own command, not one that {@link #ask} has added to
   * @return what was made, or why nothing was
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<Compiled> compile(SourceFile source, Cancellation cancellation) {
    return compile(source, List.of(), cancellation);
  }

  /**
   * As {@link #compile(SourceFile, Cancellation)}, with options of Assay's after the command's flags. These are not
   * looked through: they may be {@code -mllvm}'s, which a command's may not.
   *
   * @param more the options' words, none of which came from a file
   */
  public Made<Compiled> compile(SourceFile source, List<String> more, Cancellation cancellation) {
    if (source.command().isEmpty()) {
      return Made.not("no compile command is known for this file");
    }
    CompileCommand command = source.command().get();
    Made<Path> compiler = find(command);
    if (compiler.value().isEmpty()) {
      return Made.not(compiler.reason());
    }
    Made<List<String>> flags = OwnArguments.flags(command, source.path());
    if (flags.value().isEmpty()) {
      return Made.not(flags.reason());
    }
    String name = compiler.value().get().getFileName().toString();
    try {
      if (!Arrays.equals(Files.readAllBytes(source.path()), source.content())) {
        return Made.not(name + " compiles the file as it is saved, and this text is not saved");
      }
      Path folder = Files.createTempDirectory("assay-object");
      try {
        Path object = folder.resolve("own.o");
        List<String> line = new ArrayList<>(List.of(compiler.value().get().toString()));
        line.addAll(flags.value().get());
        line.addAll(more);
        line.addAll(List.of("-w", "-c", "-o", object.toString(), source.path().toString()));
        BoundedProcess.Outcome outcome = BoundedProcess.run(line, command.directory(), List.of(), LIMITS, cancellation);
        if (!outcome.isSuccess() || !Files.isRegularFile(object) || Files.size(object) > LARGEST_OBJECT_BYTES) {
          return Made.not(name + " does not compile this file" + why(outcome));
        }
        String level = CompileFlags.of(command).optimisationFlag();
        return Made.of(new Compiled(name, level, ObjectCode.read(Files.readAllBytes(object))));
      } catch (ObjectFormatException e) {
        return Made.not(name + ": " + e.getMessage());
      } finally {
        ScratchFolder.delete(folder);
      }
    } catch (IOException e) {
      return Made.not(name + " cannot be run: " + e.getMessage());
    }
  }

  /**
   * The name of the compiler that a command names, where it may be run; otherwise why it may not.
   *
   * @return for example {@code arm-none-eabi-gcc-12}, without folders
   */
  public Made<String> name(CompileCommand command) {
    return isPermitted() ? find(command).map(path -> path.getFileName().toString())
        : Made.not("no compiler of the project's may be run; --allow-compiler permits it");
  }

  /**
   * Which of some options the command's own compiler does not take, tried on an empty file, without any flag of the
   * command's.
   *
   * @param options each as on a command line, {@code -mllvm} with its value in one
   * @return those that it refuses, or why it was not asked
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Made<List<String>> refused(CompileCommand command, List<String> options, Cancellation cancellation) {
    Made<Path> compiler = find(command);
    if (compiler.value().isEmpty()) {
      return Made.not(compiler.reason());
    }
    List<String> refused = new ArrayList<>();
    try {
      for (String option : options) {
        List<String> line = new ArrayList<>(List.of(compiler.value().get().toString(), "-O2", "-Werror"));
        line.addAll(List.of(option.split(" ")));
        line.addAll(List.of("-x", "c", "-c", "-o", "/dev/null", "/dev/null"));
        if (!BoundedProcess.run(line, temporaryFolder(), List.of(), LIMITS, cancellation).isSuccess()) {
          refused.add(option);
        }
      }
      return Made.of(refused);
    } catch (IOException e) {
      return Made.not(compiler.value().get().getFileName() + " cannot be run: " + e.getMessage());
    }
  }

  private static String why(BoundedProcess.Outcome outcome) {
    if (outcome.end() != BoundedProcess.End.EXITED) {
      return ": it needs too much time, memory or room";
    }
    return outcome.errors().lines().filter(line -> line.contains("error")).findFirst().map(line -> ": " + line)
        .orElse("");
  }

  private static Path temporaryFolder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** The compiler that a command names, where it is there and may be run. */
  private Made<Path> find(CompileCommand command) {
    Made<Path> found = names.find(command);
    return found.value().isEmpty() || permission.allows(found.value().get()) ? found
        : Made.not(found.value().get() + " is not among the compilers that may be run");
  }
}
