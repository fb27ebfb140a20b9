package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.lsp.settings.Settings;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The one engine of the server: made in the background, made anew when settings ask for it. Thread-safe. */
public final class EngineHolder implements AutoCloseable {
  /** An engine that could not be made is not tried again for so long; otherwise every keystroke would. */
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final EngineSource source;
  private Settings settings = Settings.defaults();
  private CompletableFuture<Engine> current;
  private long failedAt;
  private boolean closed;

  /** A holder of no engine yet. */
  public EngineHolder(EngineSource source) {
    this.source = source;
  }

  /** The engine, which may still be in the making; fails with the sentence why there is none. */
  public synchronized CompletableFuture<Engine> engine() {
    if (current == null
        || (current.isCompletedExceptionally() && !closed && System.nanoTime() - failedAt > RETRY_NANOS)) {
      current = start(settings);
    }
    return current;
  }

  /** The engine, where it is there already. */
  public synchronized Optional<Engine> ready() {
    return current == null || !current.isDone() || current.isCompletedExceptionally() ? Optional.empty()
        : Optional.of(current.join());
  }

  /**
   * Sets what engines are made with.
   *
   * @return whether the engine so far does not do for these settings and was given up
   */
  public synchronized boolean configure(Settings wanted) {
    boolean isRestart = current != null && !settings.needsSameEngineAs(wanted);
    settings = wanted;
    if (isRestart) {
      giveUp();
    }
    return isRestart;
  }

  private CompletableFuture<Engine> start(Settings with) {
    CompletableFuture<Engine> started = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("engine start").start(() -> {
      try {
        Engine engine = source.open(with);
        engine.pool().warmUp();
        try {
          engine.requireFittingLlvm();
        } catch (IOException e) {
          source.close(engine);
          throw e;
        }
        started.complete(engine);
      } catch (Throwable e) { // an Error too: a native library that does not load is one
        synchronized (this) {
          failedAt = System.nanoTime();
        }
        started.completeExceptionally(e);
      }
    });
    return started;
  }

  private void giveUp() {
    if (current != null) {
      current.thenAccept(source::close);
      current = null;
    }
  }

  /** Closes the engine; there is no other afterwards. */
  @Override
  public synchronized void close() {
    closed = true;
    giveUp();
    current = CompletableFuture.failedFuture(new IllegalStateException("the server has been shut down"));
  }
}
