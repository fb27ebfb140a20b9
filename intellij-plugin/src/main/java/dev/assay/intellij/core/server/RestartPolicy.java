package dev.assay.intellij.core.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Whether a server that has died is started again: at most 4 times within 3 minutes. Not thread-safe. */
public final class RestartPolicy {
  /** The number of restarts allowed within {@link #SPAN}. */
  public static final int MOST = 4;
  /** How long a restart is counted. */
  public static final Duration SPAN = Duration.ofMinutes(3);

  private final LongSupplier nanoClock;
  private final Deque<Long> restarts = new ArrayDeque<>();

  /** A policy with a clock such as {@link System#nanoTime}. */
  public RestartPolicy(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Whether the server may be started again now; if so, that is counted. */
  public boolean tryRestart() {
    long now = nanoClock.getAsLong();
    while (!restarts.isEmpty() && now - restarts.peekFirst() >= SPAN.toNanos()) {
      restarts.removeFirst();
    }
    if (restarts.size() >= MOST) {
      return false;
    }
    restarts.addLast(now);
    return true;
  }

  /** Forgets what was counted: the user has asked for a restart. */
  public void reset() {
    restarts.clear();
  }
}
