package dev.assay.concurrent;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Tasks of one piece of work. The thread that waits for them does them itself, one after another, and has help on
 * {@linkplain Processors processors} that are free: so work never waits for help, however busy the machine is. One
 * thread submits and waits.
 */
public final class Tasks implements AutoCloseable {
  private final Processors processors;
  private final Queue<FutureTask<?>> open = new ConcurrentLinkedQueue<>();

  Tasks(Processors processors) {
    this.processors = processors;
  }

  /** Something to do, whose result is waited for {@linkplain #result here}. */
  public <T> Future<T> submit(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    boolean isOthersFirst = !open.isEmpty(); // one task is for the thread that waits
    open.add(task);
    if (isOthersFirst && !processors.areNone()) {
      processors.whenFree(this::runNext);
    }
    return task;
  }

  private boolean runNext() {
    Optional<FutureTask<?>> next = Optional.ofNullable(open.poll());
    next.ifPresent(FutureTask::run);
    return next.isPresent();
  }

  /**
   * The result of a task, after this thread has done whatever was to do meanwhile. What the task threw unchecked is
   * thrown as it is.
   *
   * @throws CancellationException when this thread is interrupted, which it stays
   * @throws IllegalStateException when the task threw a checked exception, which is the cause
   */
  public <T> T result(Future<T> task) {
    while (!task.isDone() && runNext()) {
      // another one
    }
    return Waiting.result(task);
  }

  /** How many tasks could be done at a time just now, this thread's counted; at least 1. */
  public int width() {
    return 1 + processors.free();
  }

  /** Forgets what nobody has begun. */
  @Override
  public void close() {
    for (FutureTask<?> task = open.poll(); task != null; task = open.poll()) {
      task.cancel(false);
    }
  }
}
