package dev.assay.clang;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.process.BoundedProcess;
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
 * Compiles C and C++ with the clang that comes with Assay's LLVM, to bitcode, to objects, or on from bitcode.
 * Thread-safe.
 *
 * <p>The text goes to clang's standard input, so that what an editor has not saved yet counts.
 */
public final class CCompiler {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
  /** On a busy machine, a compilation may take so many times as long as it has the processor. */
  private static final int PATIENCE = 4;
  private static final long OUTPUT_LIMIT_BYTES = 256L << 20;
  private static final long MEMORY_LIMIT_BYTES = 4L << 30;
  /** A larger preamble is not kept; those of large C++ headers have 5 to 30 MiB. */
  private static final long LARGEST_PREAMBLE_BYTES = 64L << 20;
  private static final int ATTEMPTS = 4;

  private final LlvmDistribution llvm;
  private final Preambles preambles;
  private final BoundedProcess.Limits limits;

  /** A compiler with the usual limits: 30 s of the processor's time, 256 MiB of bitcode. */
  public CCompiler(LlvmDistribution llvm) {
    this(llvm, new Preambles());
  }

  /**
   * The same.
   *
   * @param preambles those that there are of a file are used
   */
  public CCompiler(LlvmDistribution llvm, Preambles preambles) {
    this(llvm, preambles, TIME_LIMIT, OUTPUT_LIMIT_BYTES);
  }

  /**
   * A compiler with limits of its own.
   *
   * @param timeLimit the longest that one file may have the processor; four times as long by the clock
   * @param outputLimitBytes the most bitcode that one file may give
   */
  public CCompiler(LlvmDistribution llvm, Duration timeLimit, long outputLimitBytes) {
    this(llvm, new Preambles(), timeLimit, outputLimitBytes);
  }

  private CCompiler(LlvmDistribution llvm, Preambles preambles, Duration timeLimit, long outputLimitBytes) {
    this.llvm = llvm;
    this.preambles = preambles;
    this.limits =
        new BoundedProcess.Limits(timeLimit.multipliedBy(PATIENCE), timeLimit, outputLimitBytes, MEMORY_LIMIT_BYTES);
  }

  /** A file's flags as clang is given them first: all that are allowed, less those for the other language. */
  public static CompileFlags flags(SourceFile source) {
    return ClangArguments.sorted(source);
  }

  /** All that the outcome of a task depends on that does not read the file, so that it is the same for other texts. */
  public static List<String> identity(SourceFile source, ClangTask task) {
    return identity(source, task.arguments());
  }

  static List<String> identity(SourceFile source, List<String> arguments) {
    CompileFlags flags = ClangArguments.sorted(source);
    List<String> identity = new ArrayList<>(ClangArguments.flags(source, flags));
    identity.addAll(arguments);
    identity.add(ClangArguments.language(source, flags));
    identity.add(ClangArguments.workingFolder(source).toString());
    return identity;
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
    return run(source, ClangTask.neutralIr(withLines), cancellation);
  }

  /**
   * Has clang do something with a file.
   *
   * @param cancellation kills clang within 100 ms
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public CompiledC run(SourceFile source, ClangTask task, Cancellation cancellation) {
    if (task.readsSource() && !ClangArguments.isIr(source)) {
      Optional<CompiledC> quick =
          preambles.find(source, task.level()).map(preamble -> run(source, preamble, task, cancellation));
      if (quick.flatMap(CompiledC::output).isPresent()) { // errors are told as they are without it
        return quick.get();
      }
    }
    return runWhole(source, task, cancellation);
  }

  /** Has clang do something with a file whose preamble has been precompiled. */
  CompiledC run(SourceFile source, Preamble preamble, ClangTask task, Cancellation cancellation) {
    byte[] rest = preamble.rest(CSource.withoutLineMarkers(source.content()));
    List<String> more = new ArrayList<>(task.arguments());
    more.addAll(preamble.arguments());
    try {
      BoundedProcess.Outcome outcome = BoundedProcess.run(
          arguments(source, preamble.flags(), more, ClangArguments.language(source, preamble.flags())),
          ClangArguments.workingFolder(source), named(source, rest), limits, cancellation);
      return result(outcome, source, preamble.flags(), task);
    } catch (IOException e) {
      return notStarted(source, preamble.flags(), e);
    }
  }

  /**
   * Precompiles a preamble.
   *
   * @return on its output what is to be read by the same clang; among its messages the headers, as {@code -H} has them
   * @throws IOException when clang cannot be started
   */
  BoundedProcess.Outcome precompile(SourceFile source, CompileFlags flags, byte[] preamble, String level,
      Cancellation cancellation) throws IOException {
    List<String> arguments =
        arguments(source, flags, List.of(level, "-H"), ClangArguments.language(source, flags) + "-header");
    BoundedProcess.Limits small =
        new BoundedProcess.Limits(limits.time(), limits.processorTime(), LARGEST_PREAMBLE_BYTES, limits.memoryBytes());
    return BoundedProcess.run(arguments, ClangArguments.workingFolder(source), named(source, preamble), small,
        cancellation);
  }

  private CompiledC runWhole(SourceFile source, ClangTask task, Cancellation cancellation) {
    CompileFlags flags = ClangArguments.sorted(source);
    Path folder = ClangArguments.workingFolder(source);
    String language = ClangArguments.language(source, flags);
    try {
      for (int attempt = 1;; attempt++) {
        BoundedProcess.Outcome outcome = BoundedProcess.run(arguments(source, flags, task.arguments(), language),
            folder, input(source, task), limits, cancellation);
        CompileFlags fewer = outcome.isSuccess() ? flags : withoutRefused(flags, outcome.errors());
        if (fewer.accepted().size() == flags.accepted().size() || attempt == ATTEMPTS) {
          return result(outcome, source, flags, task);
        }
        flags = fewer;
      }
    } catch (IOException e) {
      return notStarted(source, flags, e);
    }
  }

  private static CompiledC notStarted(SourceFile source, CompileFlags flags, IOException why) {
    return failed(Problem.Kind.MACHINE, source.path().toString(),
        "Assay's clang cannot be started: " + why.getMessage(), flags);
  }

  private static List<byte[]> input(SourceFile source, ClangTask task) {
    if (!task.readsSource()) {
      return List.of(new byte[0]);
    }
    return ClangArguments.isIr(source) ? List.of(source.content())
        : named(source, CSource.withoutLineMarkers(source.content()));
  }

  private static List<byte[]> named(SourceFile source, byte[] text) {
    return List.of(CSource.lineDirective(source.path().toString()), text);
  }

  private List<String> arguments(SourceFile source, CompileFlags flags, List<String> more, String language) {
    List<String> arguments = new ArrayList<>(List.of(llvm.clang().toString(), "-fno-crash-diagnostics"));
    arguments.addAll(ClangArguments.flags(source, flags));
    arguments.addAll(List.of("-w", "-fno-color-diagnostics", "-fno-caret-diagnostics", "-fdiagnostics-absolute-paths",
        "-ferror-limit=50"));
    arguments.addAll(more);
    arguments.addAll(List.of("-x", language, "-c", "-o", "-", "-"));
    return arguments;
  }

  /** Flags for other compilers and targets stop clang before it reads the file; it is asked again without them. */
  private static CompileFlags withoutRefused(CompileFlags flags, String errors) {
    Set<String> words = ClangDiagnostics.refusedWords(errors);
    if (words.isEmpty()) {
      return flags;
    }
    return flags.withoutRefused(flag -> words.stream().anyMatch(word -> isNamed(flag, word)));
  }

  /** Whether clang's {@code -mfoo=bar}, {@code -mfoo=} or {@code bar} means a flag. */
  private static boolean isNamed(String flag, String word) {
    boolean hasValue = flag.startsWith("-m") || flag.startsWith("-f") || flag.startsWith("--target=");
    return flag.equals(word) || hasValue && !word.isEmpty()
        && (word.startsWith("-") && word.endsWith("=") && flag.startsWith(word) || flag.endsWith("=" + word));
  }

  private CompiledC result(BoundedProcess.Outcome outcome, SourceFile source, CompileFlags flags, ClangTask task) {
    String file = source.path().toString();
    return switch (outcome.end()) {
      case TIMED_OUT ->
        failed(Problem.Kind.TIMEOUT, file, "clang takes longer than " + seconds() + " s to compile this file", flags);
      case TOO_MUCH_OUTPUT -> failed(Problem.Kind.TOO_LARGE, file,
          "this file compiles to more than " + (limits.outputBytes() >> 20) + " MiB of bitcode, which is too much",
          flags);
      case TOO_MUCH_MEMORY -> failed(Problem.Kind.TOO_LARGE, file,
          "clang needs more than " + (limits.memoryBytes() >> 20) + " MiB of memory to compile this file", flags);
      case EXITED -> {
        if (outcome.isSuccess() && (outcome.output().length > 0 || !task.writesOutput())) {
          yield new CompiledC(Optional.of(outcome.output()), outcome.errors(), List.of(), flags);
        }
        List<Problem> located = ClangDiagnostics.problems(outcome.errors(), file, MissingHeader.of(source, flags));
        String first = outcome.errors().lines().findFirst().map(line -> ": " + line).orElse("");
        List<Problem> problems = located.isEmpty() ? List.of(Problem.ofFile(Problem.Kind.INPUT, file,
            "clang fails on this file with exit status " + outcome.exitStatus() + first)) : located;
        yield new CompiledC(Optional.empty(), outcome.errors(), problems, flags);
      }
    };
  }

  private String seconds() {
    return String.format(Locale.ROOT, "%.1f", limits.processorTime().toMillis() / 1000.0);
  }

  private static CompiledC failed(Problem.Kind kind, String file, String message, CompileFlags flags) {
    return new CompiledC(Optional.empty(), "", List.of(Problem.ofFile(kind, file, message)), flags);
  }
}
