package dev.assay.lsp.analysis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Whether the user waits for something that is being measured: what nobody looks at is not begun meanwhile, since it
 * would take processors from it. That lasts some seconds at most, so that one function that takes long does not hold up
 * a whole file. Thread-safe.
 */
public final class Attention {
  private static final long PATIENCE_MILLIS = 5_000;
  /** What is waited for is often followed at once by more that is. */
  private static final long LINGER_MILLIS = 20;

  private final Set<Wait> waits = new HashSet<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Something that the user looks at is being measured from {@link #begin} until this has ended. */
  final class Wait {
    private Wait() {}

    /** It is not any more; to say so twice does no harm. */
    void end() {
      endAfter(this, LINGER_MILLIS);
    }
  }

  /** Whether something that the user looks at is being measured, or was a moment ago. */
  synchronized boolean isWaiting() {
    return !waits.isEmpty();
  }

  /** Has a listener told, on a thread of its own, that the user does not wait any more. */
  void onRest(Runnable listener) {
    listeners.add(listener);
  }

  /** Something that the user looks at is being measured from now on. */
  synchronized Wait begin() {
    Wait begun = new Wait();
    waits.add(begun);
    endAfter(begun, PATIENCE_MILLIS);
    return begun;
  }

  private void endAfter(Wait wait, long millis) {
    Thread.ofVirtual().start(() -> {
      try {
        TimeUnit.MILLISECONDS.sleep(millis);
        forget(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  private synchronized void forget(Wait wait) {
    if (waits.remove(wait) && waits.isEmpty()) {
      listeners.forEach(listener -> Thread.ofVirtual().start(listener));
    }
  }
}
