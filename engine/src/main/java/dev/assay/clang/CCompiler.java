package dev.assay.clang;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
import dev.assay.source.FileKind;
import dev.assay.source.Problem;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Compiles C to bitcode with the clang that comes with Assay's LLVM. Thread-safe.
 *
 * <p>The text goes to clang's standard input, so that what an editor has not saved yet counts. The IR is what the
 * optimiser would be given at -O1: -O0 would mark every function {@code noinline optnone}.
 */
public final class CCompiler {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
  private static final long OUTPUT_LIMIT_BYTES = 256L << 20;
  private static final long MEMORY_LIMIT_BYTES = 4L << 30;
  private static final int ATTEMPTS = 4;
  private static final String REFUSED = "clang does not know it for this target";

  private final LlvmDistribution llvm;
  private final BoundedProcess.Limits limits;

  /** A compiler with the usual limits: 30 s, 256 MiB of bitcode. */
  public CCompiler(LlvmDistribution llvm) {
    this(llvm, TIME_LIMIT, OUTPUT_LIMIT_BYTES);
  }

  /**
   * A compiler with limits of its own.
   *
   * @param timeLimit the longest that one file may take
   * @param outputLimitBytes the most bitcode that one file may give
   */
  public CCompiler(LlvmDistribution llvm, Duration timeLimit, long outputLimitBytes) {
    this.llvm = llvm;
    this.limits = new BoundedProcess.Limits(timeLimit, outputLimitBytes, MEMORY_LIMIT_BYTES);
  }

  /**
   * Compiles a file.
   *
   * @param cancellation kills clang within 100 ms
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public CompiledC compile(SourceFile source, Cancellation cancellation) {
    return compile(source, true, cancellation);
  }

  /** Compiles a file with or without line tables, which make no difference to anything else. */
  public CompiledC compile(SourceFile source, boolean withLines, Cancellation cancellation) {
    String file = source.path().toString();
    CompileFlags flags = source.command().map(CompileFlags::of).orElse(CompileFlags.NONE);
    List<byte[]> input = List.of(CSource.lineDirective(file), CSource.withoutLineMarkers(source.content()));
    Path folder = ClangArguments.workingFolder(source);
    try {
      for (int attempt = 1;; attempt++) {
        BoundedProcess.Outcome outcome =
            BoundedProcess.run(arguments(source, flags, withLines), folder, input, limits, cancellation);
        CompileFlags fewer = outcome.isSuccess() ? flags : withoutRefused(flags, outcome.errors());
        if (fewer.accepted().size() == flags.accepted().size() || attempt == ATTEMPTS) {
          return result(outcome, file, flags);
        }
        flags = fewer;
      }
    } catch (IOException e) {
      return failed(Problem.Kind.MACHINE, file, "Assay's clang cannot be started: " + e.getMessage(), flags);
    }
  }

  private List<String> arguments(SourceFile source, CompileFlags flags, boolean withLines) {
    List<String> arguments = new ArrayList<>(List.of(llvm.clang().toString(), "-fno-crash-diagnostics"));
    arguments.addAll(ClangArguments.flags(source, flags));
    arguments.addAll(List.of("-O1", "-Xclang", "-disable-llvm-passes", "-w", "-fno-color-diagnostics",
        "-fno-caret-diagnostics", "-fdiagnostics-absolute-paths", "-ferror-limit=50"));
    if (withLines) {
      // With the root as compilation folder, the main file keeps its absolute path in the debug information.
      arguments.addAll(List.of("-gline-tables-only", "-fdebug-compilation-dir=/"));
    }
    arguments.addAll(List.of("-x", ClangArguments.language(source, FileKind.C), "-emit-llvm", "-c", "-o", "-", "-"));
    return arguments;
  }

  /** Flags for other compilers and targets stop clang before it reads the file; it is asked again without them. */
  private static CompileFlags withoutRefused(CompileFlags flags, String errors) {
    Set<String> words = ClangDiagnostics.refusedWords(errors);
    if (words.isEmpty()) {
      return flags;
    }
    return flags.without(flag -> words.stream().anyMatch(word -> isNamed(flag, word)), REFUSED);
  }

  /** Whether clang's {@code -mfoo=bar}, {@code -mfoo=} or {@code bar} means a flag. */
  private static boolean isNamed(String flag, String word) {
    boolean hasValue = flag.startsWith("-m") || flag.startsWith("-f") || flag.startsWith("--target=");
    return flag.equals(word) || hasValue && !word.isEmpty()
        && (word.startsWith("-") && word.endsWith("=") && flag.startsWith(word) || flag.endsWith("=" + word));
  }

  private CompiledC result(BoundedProcess.Outcome outcome, String file, CompileFlags flags) {
    return switch (outcome.end()) {
      case TIMED_OUT ->
        failed(Problem.Kind.TIMEOUT, file, "clang takes longer than " + seconds() + " s to compile this file", flags);
      case TOO_MUCH_OUTPUT -> failed(Problem.Kind.TOO_LARGE, file,
          "this file compiles to more than " + (limits.outputBytes() >> 20) + " MiB of bitcode, which is too much",
          flags);
      case TOO_MUCH_MEMORY -> failed(Problem.Kind.TOO_LARGE, file,
          "clang needs more than " + (limits.memoryBytes() >> 20) + " MiB of memory to compile this file", flags);
      case EXITED -> {
        if (outcome.isSuccess() && outcome.output().length > 0) {
          yield new CompiledC(Optional.of(outcome.output()), List.of(), flags);
        }
        List<Problem> problems = ClangDiagnostics.problems(outcome.errors(), file);
        yield problems.isEmpty()
            ? failed(Problem.Kind.INPUT, file,
                "clang fails on this file with exit status " + outcome.exitStatus()
                    + outcome.errors().lines().findFirst().map(line -> ": " + line).orElse(""),
                flags)
            : new CompiledC(Optional.empty(), problems, flags);
      }
    };
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.1f", limits.time().toMillis() / 1000.0);
  }

  private static CompiledC failed(Problem.Kind kind, String file, String message, CompileFlags flags) {
    return new CompiledC(Optional.empty(), List.of(Problem.ofFile(kind, file, message)), flags);
  }
}
