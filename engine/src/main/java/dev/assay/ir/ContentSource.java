package dev.assay.ir;

import dev.assay.concurrent.Cancellation;
import dev.assay.content.Content;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;

/** Has the content of units read. Thread-safe. */
public final class ContentSource {
  private final WorkerPool pool;

  /** A source that asks the pool's workers. */
  public ContentSource(WorkerPool pool) {
    this.pool = pool;
  }

  /**
   * What a unit says.
   *
   * @throws WorkerFailure when the worker died on it
   * @throws java.util.concurrent.CancellationException when cancelled
   * @throws IllegalStateException with LLVM's words, when the unit cannot be read
   */
  public Content read(Unit unit, Cancellation cancellation) throws WorkerFailure {
    return SingleAnswer
        .of(pool, new Request.ReadContent(unit.bitcode()), Reply.Said.class, "its content cannot be read", cancellation)
        .content();
  }
}
