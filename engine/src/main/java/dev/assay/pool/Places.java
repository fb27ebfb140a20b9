package dev.assay.pool;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * As many places as there may be requests at a time. While urgent requests wait, no other gets a place; among equals
 * any may be next. Thread-safe.
 */
final class Places {
  private static final long LOOK_MILLIS = 10;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition freed = lock.newCondition();
  private int free;
  private int urgent;

  Places(int count) {
    this.free = count;
  }

  int free() {
    lock.lock();
    try {
      return free;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a place if there is one that nobody waits for. */
  boolean tryAcquire() {
    lock.lock();
    try {
      if (free == 0 || urgent > 0) {
        return false;
      }
      free--;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for a place.
   *
   * @param cancellation ends the waiting, and says whether it is urgent
   * @throws CancellationException when cancelled, or the thread is interrupted
   */
  void acquire(Cancellation cancellation) {
    boolean isUrgent = cancellation.isUrgent();
    lock.lock();
    try {
      urgent += isUrgent ? 1 : 0;
      try {
        while (free == 0 || !isUrgent && urgent > 0) {
          cancellation.check();
          freed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
          if (!isUrgent && cancellation.isUrgent()) { // the user looks at it now
            isUrgent = true;
            urgent++;
          }
        }
        free--;
      } finally {
        urgent -= isUrgent ? 1 : 0;
        if (urgent == 0 && free > 0) {
          freed.signal();
        }
      }
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  void release() {
    lock.lock();
    try {
      free++;
      if (urgent > 0) {
        freed.signalAll();
      } else {
        freed.signal();
      }
    } finally {
      lock.unlock();
    }
  }
}
