package dev.assay.ir;

import dev.assay.concurrent.Cancellation;
import dev.assay.feature.EntityCounts;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;

/** Counts IR2Vec's seed entities in units. Thread-safe. */
public final class EntityReader {
  private final WorkerPool pool;

  /** A reader that asks the pool's workers. */
  public EntityReader(WorkerPool pool) {
    this.pool = pool;
  }

  /**
   * The entities in the reachable instructions of a unit.
   *
   * @throws WorkerFailure when the worker died on it
   * @throws java.util.concurrent.CancellationException when cancelled
   * @throws IllegalStateException with LLVM's words, when the unit cannot be read
   */
  public EntityCounts count(Unit unit, Cancellation cancellation) throws WorkerFailure {
    return SingleAnswer.of(pool, new Request.CountEntities(unit.bitcode()), Reply.Entities.class,
        "its instructions cannot be counted", cancellation).counts();
  }
}
