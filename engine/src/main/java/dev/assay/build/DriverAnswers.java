package dev.assay.build;

import dev.assay.clang.CCompiler;
import dev.assay.clang.ClangTask;
import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.RecentlyUsed;
import dev.assay.source.SourceFile;
import java.util.List;
import java.util.Optional;

/**
 * What clang says of flags without reading a file: for which machine, by which passes. It is the same for every text,
 * and for all files of the same flags, so it is asked once. Only answers are kept, not failures, which the user may
 * mend. Thread-safe.
 */
final class DriverAnswers {
  /** An answer has some kilobytes. */
  private static final int KEPT = 1000;

  private final CCompiler compiler;
  private final RecentlyUsed<List<String>, CompiledC> answers = new RecentlyUsed<>(KEPT);

  DriverAnswers(CCompiler compiler) {
    this.compiler = compiler;
  }

  /**
   * The answer to a task that does not read the file.
   *
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  CompiledC ask(SourceFile source, ClangTask task, Cancellation cancellation) {
    List<String> key = CCompiler.identity(source, task);
    Optional<CompiledC> known = answers.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    CompiledC answer = compiler.run(source, task, cancellation);
    if (answer.output().isPresent()) {
      answers.put(key, answer);
    }
    return answer;
  }
}
