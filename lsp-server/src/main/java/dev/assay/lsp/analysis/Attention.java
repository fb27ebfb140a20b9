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
  private static final long PATIENCE_SECONDS = 5;

  private final Set<Object> waitedFor = new HashSet<>();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

  /** Whether something that the user looks at is being measured. */
  synchronized boolean isWaiting() {
    return !waitedFor.isEmpty();
  }

  /** Has a listener told, on a thread of its own, that the user does not wait any more. */
  void onRest(Runnable listener) {
    listeners.add(listener);
  }

  /** Something that the user looks at is being measured from now on. */
  synchronized void begin(Object what) {
    if (waitedFor.add(what)) {
      Thread.ofVirtual().start(() -> {
        try {
          TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
          end(what);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }
  }

  /** It is not any more. */
  synchronized void end(Object what) {
    if (waitedFor.remove(what) && waitedFor.isEmpty()) {
      listeners.forEach(listener -> Thread.ofVirtual().start(listener));
    }
  }
}
