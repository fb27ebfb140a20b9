package dev.assay.lsp.lens;

import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.settings.Settings;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Has the client ask for lenses and hints again when there is more to show, at most twice a second. Thread-safe. */
public final class Refresher {
  private static final long MILLIS = 500;

  private final ClientPort client;
  private final Supplier<Settings> settings;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean isWaiting = new AtomicBoolean();

  /**
   * A refresher.
   *
   * @param timer runs what has to wait; its thread is not kept busy
   */
  public Refresher(ClientPort client, Supplier<Settings> settings, ScheduledExecutorService timer) {
    this.client = client;
    this.settings = settings;
    this.timer = timer;
  }

  /** Something that lenses or hints show has changed. Never blocks. */
  public void changed() {
    if (!isWaiting.compareAndSet(false, true)) {
      return;
    }
    try {
      timer.schedule(this::refresh, MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      // The server is closing.
    }
  }

  private void refresh() {
    isWaiting.set(false);
    if (client.features().lensRefresh() && settings.get().lens().codeLenses()) {
      client.client().refreshCodeLenses();
    }
    if (client.features().hintRefresh() && settings.get().lens().inlayHints()) {
      client.client().refreshInlayHints();
    }
  }
}
