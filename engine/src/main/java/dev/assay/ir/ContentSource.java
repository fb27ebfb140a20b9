package dev.assay.ir;

import dev.assay.concurrent.Cancellation;
import dev.assay.content.Content;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.concurrent.atomic.AtomicReference;

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
    AtomicReference<Reply> answer = new AtomicReference<>();
    pool.call(new Request.ReadContent(unit.bitcode()), answer::set, () -> answer.set(null), cancellation);
    if (answer.get() instanceof Reply.Said said) {
      return said.content();
    }
    String reason = answer.get() instanceof Reply.Refused refused ? refused.message() : "there is no answer";
    throw new IllegalStateException("its content cannot be read: " + reason);
  }
}
