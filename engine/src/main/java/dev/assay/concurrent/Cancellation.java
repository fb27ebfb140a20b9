package dev.assay.concurrent;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells work that nobody waits for its result any more, or that somebody does right now. Safe to share between threads.
 */
public final class Cancellation {
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicBoolean urgent = new AtomicBoolean();
  private final Cancellation parent;

  /** Work that has not been cancelled yet. */
  public Cancellation() {
    this(null);
  }

  private Cancellation(Cancellation parent) {
    this.parent = parent;
  }

  /** Work that is never cancelled. */
  public static Cancellation never() {
    return new Cancellation();
  }

  /** A part of this work: cancelled with it, or alone. */
  public Cancellation part() {
    return new Cancellation(this);
  }

  /** Asks for the work to stop; its workers do within 100 ms. */
  public void cancel() {
    cancelled.set(true);
  }

  /** Says that a user looks at what comes of the work: it goes before other work from now on. */
  public void hurry() {
    urgent.set(true);
  }

  /** Says that nobody is looking any more. */
  public void relax() {
    urgent.set(false);
  }

  /** Whether the work goes before other work. */
  public boolean isUrgent() {
    return urgent.get() || (parent != null && parent.isUrgent());
  }

  /** Whether the work is to stop. */
  public boolean isCancelled() {
    return cancelled.get() || (parent != null && parent.isCancelled());
  }

  /**
   * Returns only while the work goes on.
   *
   * @throws CancellationException when it has been cancelled
   */
  public void check() {
    if (isCancelled()) {
      throw new CancellationException("cancelled");
    }
  }
}
