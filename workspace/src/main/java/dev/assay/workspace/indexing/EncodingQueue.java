package dev.assay.workspace.indexing;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers what many threads have encoded into batches, which cost a fraction of as many single units. One of those who
 * wait encodes for all: those that have come by the end of a short pause, or when the batch is full. Thread-safe.
 */
public final class EncodingQueue {
  /** Nobody waits for an index; a probed function comes every few milliseconds. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long LOOK_MILLIS = 50;

  private final Optional<Encoder> encoder;
  private final CpuBudget budget;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Queued> waiting = new ArrayDeque<>();
  private boolean isEncoding;

  /**
   * A queue in front of an encoder.
   *
   * @param budget when a batch may be encoded
   */
  public EncodingQueue(Optional<Encoder> encoder, CpuBudget budget) {
    this.encoder = encoder;
    this.budget = budget;
  }

  /** What one thread waits for; guarded by the lock. */
  private static final class Queued {
    private final EncoderInput unit;
    private Prediction made;
    private RuntimeException failure;

    Queued(EncoderInput unit) {
      this.unit = unit;
    }

    boolean isDone() {
      return made != null || failure != null;
    }
  }

  /**
   * What the encoder makes of a unit.
   *
   * @throws CancellationException when cancelled
   * @throws IllegalStateException when there is no encoder, or it fails
   */
  public Prediction encode(EncoderInput unit, Cancellation cancellation) {
    Encoder present = encoder.orElseThrow(() -> new IllegalStateException("the bundle has no encoder"));
    Queued mine = new Queued(unit);
    add(mine);
    try {
      while (!awaitTurn(mine, cancellation)) {
        List<Queued> batch = gather(present.usualBatch());
        try {
          encode(present, batch, cancellation);
        } finally {
          finish(batch);
        }
      }
    } finally {
      remove(mine);
    }
    if (mine.failure != null) {
      throw mine.failure;
    }
    return mine.made;
  }

  private void add(Queued mine) {
    lock.lock();
    try {
      waiting.add(mine);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void remove(Queued mine) {
    lock.lock();
    try {
      waiting.remove(mine);
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is done; if not, it is this thread that has to encode. */
  private boolean awaitTurn(Queued mine, Cancellation cancellation) {
    lock.lock();
    try {
      while (!mine.isDone() && isEncoding) {
        changed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        cancellation.check();
      }
      isEncoding |= !mine.isDone();
      return mine.isDone();
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private List<Queued> gather(int most) {
    List<Queued> batch = new ArrayList<>();
    lock.lock();
    try {
      for (long left = PAUSE_NANOS; left > 0 && waiting.size() < most;) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // with what there is
    } finally {
      while (batch.size() < most && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
      lock.unlock();
    }
    return batch;
  }

  /** Where one unit makes the encoder fail, the others are encoded one by one. */
  private void encode(Encoder present, List<Queued> batch, Cancellation cancellation) {
    List<EncoderInput> units = batch.stream().map(one -> one.unit).toList();
    List<Prediction> made = budget.run(cancellation, inner -> {
      try {
        return present.encode(units);
      } catch (IllegalStateException e) {
        return List.of();
      }
    });
    for (int i = 0; i < batch.size(); i++) {
      Queued one = batch.get(i);
      if (made.isEmpty()) {
        encode(present, one);
      } else {
        one.made = made.get(i);
      }
    }
  }

  private static void encode(Encoder present, Queued one) {
    try {
      one.made = present.encode(one.unit);
    } catch (IllegalStateException e) {
      one.failure = e;
    }
  }

  /** Whatever has not been encoded, since this thread was cancelled, is another's work. */
  private void finish(List<Queued> batch) {
    lock.lock();
    try {
      isEncoding = false;
      batch.stream().filter(one -> !one.isDone()).forEach(waiting::addFirst);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
