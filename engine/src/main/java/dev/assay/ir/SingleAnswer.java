package dev.assay.ir;

import dev.assay.concurrent.Cancellation;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.concurrent.atomic.AtomicReference;

/** Requests about a unit that one reply answers. */
final class SingleAnswer {
  private SingleAnswer() {}

  /**
   * The answer to a request.
   *
   * @param kind what answers it
   * @param failure what cannot be done where nothing of that kind comes
   * @throws WorkerFailure when the worker died on it
   * @throws java.util.concurrent.CancellationException when cancelled
   * @throws IllegalStateException with the failure and LLVM's words, when the unit cannot be read
   */
  static <T extends Reply> T of(WorkerPool pool, Request request, Class<T> kind, String failure,
      Cancellation cancellation) throws WorkerFailure {
    AtomicReference<Reply> answer = new AtomicReference<>();
    pool.call(request, answer::set, () -> answer.set(null), cancellation);
    if (kind.isInstance(answer.get())) {
      return kind.cast(answer.get());
    }
    String reason = answer.get() instanceof Reply.Refused refused ? refused.message() : "there is no answer";
    throw new IllegalStateException(failure + ": " + reason);
  }
}
