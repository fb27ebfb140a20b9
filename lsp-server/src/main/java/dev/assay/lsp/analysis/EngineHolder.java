package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.ir.SourceReader;
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
  private Start current;
  private long failedAt;
  private boolean closed;

  /**
   * An engine in the making. Either fails with the sentence why there is none.
   *
   * @param reader what reads files; it is there before the engine is, and cancels what it reads should the engine fail
   * @param measuring the engine while its encoder may still be loaded, with workers that fit; cancels likewise
   * @param engine the engine itself
   */
  public record Start(CompletableFuture<SourceReader> reader, CompletableFuture<Engine> measuring,
      CompletableFuture<Engine> engine) {
    private static Start begun() {
      return new Start(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
    }

    private void fail(Throwable reason) {
      reader.completeExceptionally(reason);
      measuring.completeExceptionally(reason);
      engine.completeExceptionally(reason);
    }
  }

  /** A holder of no engine yet. */
  public EngineHolder(EngineSource source) {
    this.source = source;
  }

  /** The engine, which may still be in the making; fails with the sentence why there is none. */
  public CompletableFuture<Engine> engine() {
    return start().engine;
  }

  /** The engine and its reader, which may still be in the making. */
  public synchronized Start start() {
    if (current == null
        || (current.engine.isCompletedExceptionally() && !closed && System.nanoTime() - failedAt > RETRY_NANOS)) {
      current = start(settings);
    }
    return current;
  }

  /** The engine, where it is there already. */
  public synchronized Optional<Engine> ready() {
    return current == null || !current.engine.isDone() || current.engine.isCompletedExceptionally() ? Optional.empty()
        : Optional.of(current.engine.join());
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

  private Start start(Settings with) {
    Start started = Start.begun();
    Thread.ofPlatform().daemon().name("engine start").start(() -> {
      try {
        Engine engine = source.open(with, new Engine.Opening() {
          @Override
          public void reads(SourceReader reader) {
            started.reader.complete(reader);
          }

          @Override
          public void measures(Engine early) throws IOException {
            early.pool().warmUp();
            early.requireFittingLlvm();
            started.measuring.complete(early);
          }
        });
        started.engine.complete(engine);
      } catch (Throwable e) { // an Error too: a native library that does not load is one
        synchronized (this) {
          failedAt = System.nanoTime();
        }
        started.fail(e);
      }
    });
    return started;
  }

  private void giveUp() {
    if (current != null) {
      current.engine.thenAccept(source::close);
      current = null;
    }
  }

  /** Closes the engine; there is no other afterwards. */
  @Override
  public synchronized void close() {
    closed = true;
    giveUp();
    current = Start.begun();
    current.fail(new IllegalStateException("the server has been shut down"));
  }
}
