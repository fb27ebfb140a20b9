package dev.assay.intellij.ide;

import com.intellij.openapi.progress.ProgressManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the server on threads that may wait: never on the UI thread, and never on one that blocks it. */
public final class ServerResponses {
  private static final int POLL_MILLIS = 20;

  private ServerResponses() {}

  /**
   * Waits for an answer until the IDE cancels what the thread is doing.
   *
   * @throws CompletionException with the reason why there is no answer: that of the answer itself, or a
   *     {@link TimeoutException}
   */
  public static <T> T await(CompletableFuture<T> answer, long timeoutMillis) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    while (true) {
      ProgressManager.checkCanceled();
      try {
        return answer.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() - deadline >= 0) {
          throw new CompletionException(e);
        }
      } catch (ExecutionException e) {
        throw new CompletionException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CompletionException(e);
      }
    }
  }

  /**
   * Waits for an answer on a thread that reads the IDE's model, until something is about to write to it: the writer,
   * who is on the UI thread, would have to wait for this thread.
   *
   * @throws CompletionException as {@link #await}; with a {@link TimeoutException} also when something writes
   */
  public static <T> T awaitWhileReading(CompletableFuture<T> answer, long timeoutMillis) {
    try (WriteSignal signal = new WriteSignal()) {
      CompletableFuture<Object> first = CompletableFuture.anyOf(answer, signal.written());
      await(first, timeoutMillis);
      if (!answer.isDone()) {
        throw new CompletionException(new TimeoutException());
      }
      return answer.join();
    }
  }
}
