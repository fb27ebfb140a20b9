package dev.assay.pool;

import java.time.Duration;

/**
 * How workers are run.
 *
 * @param workers how many at a time
 * @param stepLimit the most of the processor's time that one step (one to a few passes, or one pipeline) may take, and
 *     a tenth of the longest that it may last: what else the machine does costs no rows
 * @param memoryLimitBytes the most resident memory that one worker may have
 */
public record WorkerOptions(int workers, Duration stepLimit, long memoryLimitBytes) {
  /** Checks the ranges. */
  public WorkerOptions {
    if (workers < 1 || stepLimit.isNegative() || stepLimit.isZero() || memoryLimitBytes < 256L << 20) {
      throw new IllegalArgumentException("workers need at least one process, a time limit and 256 MiB");
    }
  }

  /** One worker for each core, 10 s for a step, 2 GiB for a worker. */
  public static WorkerOptions defaults() {
    return new WorkerOptions(Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(10), 2L << 30);
  }

  /** These, with another number of workers. */
  public WorkerOptions withWorkers(int count) {
    return new WorkerOptions(count, stepLimit, memoryLimitBytes);
  }

  /** These, with another limit for one step. */
  public WorkerOptions withStepLimit(Duration limit) {
    return new WorkerOptions(workers, limit, memoryLimitBytes);
  }

  /** These, with another memory limit. */
  public WorkerOptions withMemoryLimitBytes(long bytes) {
    return new WorkerOptions(workers, stepLimit, bytes);
  }
}
