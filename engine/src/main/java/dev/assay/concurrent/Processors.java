package dev.assay.concurrent;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;

/**
 * Processors that pieces of work share. Work that has one may do several {@linkplain Tasks tasks} at a time on those
 * that are free. Whoever waits longest is served first. Thread-safe.
 */
public final class Processors {
  private final Semaphore free;
  private final int count;

  /** Work that needs a processor. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /**
   * Processors.
   *
   * @param count how many there are; with none, nobody has help
   */
  public Processors(int count) {
    this.count = count;
    this.free = new Semaphore(count, true);
  }

  /**
   * Does work when a processor is free.
   *
   * @throws E what the work throws
   * @throws CancellationException when this thread is interrupted while it waits, which it stays
   */
  public <T, E extends Exception> T with(Work<T, E> work) throws E {
    try {
      free.acquire();
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
    try {
      return work.run();
    } finally {
      free.release();
    }
  }

  /** Room for the tasks of one piece of work, whose thread has a processor for itself. */
  public Tasks tasks() {
    return new Tasks(this);
  }

  boolean areNone() {
    return count == 0;
  }

  /** How many nobody wants just now. */
  int free() {
    return free.hasQueuedThreads() ? 0 : free.availablePermits();
  }

  /** Runs something on another thread, once a processor is free. */
  void whenFree(Runnable help) {
    Thread.ofVirtual().name("help").start(() -> {
      free.acquireUninterruptibly();
      try {
        help.run();
      } finally {
        free.release();
      }
    });
  }
}
