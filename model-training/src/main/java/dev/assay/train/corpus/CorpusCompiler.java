package dev.assay.train.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Compiles sources of the corpus to bitcode. What a project asks of its own compiler is kept as far as it changes what
 * the program means; warnings, levels, outputs and machine options are up to Assay. Thread-safe.
 */
final class CorpusCompiler {
  private static final int TIME_LIMIT_SECONDS = 60;
  private static final Set<String> WITH_VALUE =
      Set.of("-D", "-U", "-I", "-isystem", "-iquote", "-idirafter", "-include");
  private static final Pattern KEPT =
      Pattern.compile("-(D|U|I|isystem|iquote|idirafter|include).+|-std=.+|-ansi|-nostdinc"
          + "|-f(no-)?(common|strict-aliasing|short-enums|signed-char|unsigned-char|wrapv|builtin|freestanding"
          + "|ms-extensions|exceptions|rtti|math-errno|short-wchar)");

  /** A project's file, compiled in one way; empty when clang does not compile it, for which there are many reasons. */
  Optional<byte[]> compile(Project.Command command, Variant variant) throws IOException {
    List<String> arguments = new ArrayList<>(kept(command.arguments()));
    boolean isC = command.file().toString().endsWith(".c");
    arguments.addAll(List.of("-x", isC ? "c" : "c++", command.file().toString()));
    return run(arguments, command.directory(), variant);
  }

  /** A file of C or of textual IR that belongs to no project, compiled in one way. */
  Optional<byte[]> compile(Path file, String language, List<String> flags, Variant variant) throws IOException {
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(List.of("-x", language, file.toString()));
    return run(arguments, file.toAbsolutePath().getParent(), variant);
  }

  private Optional<byte[]> run(List<String> what, Path directory, Variant variant) throws IOException {
    Path output = Files.createTempFile("assay-corpus", ".bc");
    List<String> arguments = new ArrayList<>(List.of(variant.clang().program().toString(), "-fno-crash-diagnostics",
        "-w", "-ffp-contract=off", "-Wno-implicit-function-declaration", "-Wno-implicit-int", "-Wno-int-conversion",
        "-Wno-return-type", "-Wno-incompatible-function-pointer-types", "-Qunused-arguments"));
    if (variant.clang().isShipped()) {
      arguments.add("--no-default-config"); // which older ones do not know
    }
    arguments.addAll(variant.target().flags());
    arguments.addAll(variant.flavour().flags());
    arguments.addAll(what);
    arguments.addAll(List.of("-emit-llvm", "-c", "-o", output.toString()));
    try {
      Process process = new ProcessBuilder(arguments).directory(directory.toFile())
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        if (!process.waitFor(TIME_LIMIT_SECONDS, TimeUnit.SECONDS)) {
          return Optional.empty();
        }
      } finally {
        process.destroyForcibly();
      }
      byte[] bitcode = process.exitValue() == 0 ? Files.readAllBytes(output) : new byte[0];
      return bitcode.length == 0 ? Optional.empty() : Optional.of(bitcode);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while compiling " + what.getLast(), e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  private static List<String> kept(List<String> arguments) {
    List<String> kept = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (WITH_VALUE.contains(argument) && i + 1 < arguments.size()) {
        kept.add(argument);
        kept.add(arguments.get(++i));
      } else if (KEPT.matcher(argument).matches()) {
        kept.add(argument);
      }
    }
    return kept;
  }
}
