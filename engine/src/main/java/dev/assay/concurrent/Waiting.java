package dev.assay.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for work that other threads do, so that failure and interruption mean the same everywhere. */
public final class Waiting {
  private Waiting() {}

  /**
   * The result of work, once it is there. What the work threw unchecked is thrown as it is.
   *
   * @throws CancellationException when this thread is interrupted, which it stays; the work goes on
   * @throws IllegalStateException when the work threw a checked exception, which is the cause
   */
  public static <T> T result(Future<T> work) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    }
  }

  /**
   * The results of several pieces of work, in their order.
   *
   * @param all is cancelled as soon as one piece turns out to have failed, or this thread is interrupted
   * @throws CancellationException as {@link #result} does
   */
  public static <T> List<T> results(List<? extends Future<? extends T>> work, Cancellation all) {
    List<T> results = new ArrayList<>();
    try {
      for (Future<? extends T> one : work) {
        results.add(result(one));
      }
    } catch (RuntimeException | Error e) {
      all.cancel();
      throw e;
    }
    return results;
  }
}
