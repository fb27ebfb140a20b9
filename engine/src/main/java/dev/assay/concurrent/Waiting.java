package dev.assay.concurrent;

import java.io.IOException;
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
      return ioResult(work);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The result of work that reads or writes, once it is there. What the work threw is thrown as it is.
   *
   * @throws IOException when the work threw it
   * @throws CancellationException when this thread is interrupted, which it stays; the work goes on
   * @throws IllegalStateException when the work threw another checked exception, which is the cause
   */
  public static <T> T ioResult(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case IOException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /**
   * What a thread that is interrupted while it waits throws: it gives up what it does, and stays interrupted.
   */
  public static CancellationException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return (CancellationException) new CancellationException("interrupted").initCause(e);
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
