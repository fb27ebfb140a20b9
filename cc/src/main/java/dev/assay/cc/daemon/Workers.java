package dev.assay.cc.daemon;

import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** A daemon's worker processes, of which there are none before one is needed: a build may find all in the cache. */
final class Workers implements Supplier<WorkerPool>, AutoCloseable {
  private final LlvmDistribution llvm;
  private final int most;
  private WorkerPool pool;

  /**
   * Workers that may be needed.
   *
   * @param most so many at a time
   */
  Workers(LlvmDistribution llvm, int most) {
    this.llvm = llvm;
    this.most = most;
  }

  /**
   * The pool.
   *
   * @throws UncheckedIOException when there can be none
   */
  @Override
  public synchronized WorkerPool get() {
    if (pool == null) {
      try {
        pool = new WorkerPool(WorkerOptions.defaults().withWorkers(most), llvm);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return pool;
  }

  @Override
  public synchronized void close() {
    if (pool != null) {
      pool.close();
    }
  }
}
