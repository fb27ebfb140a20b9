package dev.assay.workspace.indexing;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Lets only so much work go on at a time as a share of the machine's cores allows, and none while it is paused or
 * somebody waits for other work. Where the share is less than one core, a rest follows each piece of work. Thread-safe.
 */
public final class CpuBudget {
  /** How often one looks whether somebody still waits for other work. */
  private static final long LOOK_MILLIS = 25;
  /** One piece of work may be long; nobody gains by a rest that is. */
  private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int slots;
  private final double duty;
  private final BooleanSupplier isOtherFirst;
  /** Not a monitor, since virtual threads wait here by the hundred. */
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int running;
  private boolean paused;

  private CpuBudget(int slots, double duty, BooleanSupplier isOtherFirst) {
    this.slots = slots;
    this.duty = duty;
    this.isOtherFirst = isOtherFirst;
  }

  /** So many pieces of work at a time. */
  public static CpuBudget slots(int count) {
    return new CpuBudget(count, 1, () -> false);
  }

  /**
   * A share of the cores.
   *
   * @param cores how many cores there are, at least 1
   * @param percent how much of them all may be kept busy, 1 to 100
   * @param isOtherFirst whether other work comes first just now; asked often, must not wait
   */
  public static CpuBudget share(int cores, int percent, BooleanSupplier isOtherFirst) {
    double share = cores * percent / 100.0;
    int slots = Math.max(1, (int) Math.floor(share));
    return new CpuBudget(slots, Math.min(1, share / slots), isOtherFirst);
  }

  /** How many pieces of work may go on at a time. */
  public int slots() {
    return slots;
  }

  /** No work is begun until {@link #resume}; what has begun is finished. */
  public void pause() {
    setPaused(true);
  }

  /** Work goes on. */
  public void resume() {
    setPaused(false);
  }

  private void setPaused(boolean value) {
    lock.lock();
    try {
      paused = value;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no work is begun. */
  public boolean isPaused() {
    lock.lock();
    try {
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits while no work is begun.
   *
   * @param millis how long to wait at most
   */
  public void awaitResume(long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lockInterruptibly();
    try {
      while (paused && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does a piece of work when there is room for it.
   *
   * @param work is given what tells it to stop
   * @throws CancellationException when cancelled before it began, or whatever the work throws
   */
  public <T> T run(Cancellation cancellation, Function<Cancellation, T> work) {
    begin(cancellation);
    try {
      long start = System.nanoTime();
      T result = work.apply(cancellation);
      rest(System.nanoTime() - start, cancellation);
      return result;
    } finally {
      end();
    }
  }

  private void begin(Cancellation cancellation) {
    lock.lock();
    try {
      cancellation.check();
      while (paused || running >= slots || isOtherFirst.getAsBoolean()) {
        changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        cancellation.check();
      }
      running++;
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private void rest(long workedNanos, Cancellation cancellation) {
    if (duty >= 1) {
      return;
    }
    long until = System.nanoTime() + Math.min(LONGEST_REST_NANOS, (long) (workedNanos * (1 / duty - 1)));
    try {
      for (long left = until - System.nanoTime(); left > 0 && !cancellation.isCancelled();) {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
        left = until - System.nanoTime();
      }
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private void end() {
    lock.lock();
    try {
      running--;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }
}
