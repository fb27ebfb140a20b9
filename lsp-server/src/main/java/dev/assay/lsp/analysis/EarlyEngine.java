package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.concurrent.Waiting;
import dev.assay.ir.SourceReader;
import dev.assay.lsp.settings.Settings;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Begins the first engine at once, with the usual settings, while the server itself still starts and before a client
 * has said a word: workers take as long to start as the server does. Where the client's settings turn out to need
 * another engine, that one is given up. Thread-safe.
 */
public final class EarlyEngine implements EngineSource {
  private static final Settings USUAL = Settings.defaults();

  private final EngineSource source;
  private final AtomicReference<Begun> begun = new AtomicReference<>();

  /** Both kinds of parts, and the whole. */
  private record Begun(CompletableFuture<SourceReader> reader, CompletableFuture<Engine> measuring,
      CompletableFuture<Engine> engine) implements Engine.Opening {
    @Override
    public void reads(SourceReader early) {
      reader.complete(early);
    }

    @Override
    public void measures(Engine early) {
      measuring.complete(early);
    }

    void fail(Throwable reason) {
      reader.completeExceptionally(reason);
      measuring.completeExceptionally(reason);
      engine.completeExceptionally(reason);
    }
  }

  private EarlyEngine(EngineSource source) {
    this.source = source;
  }

  /** Begins an engine of a source. */
  public static EngineSource of(EngineSource source) {
    EarlyEngine early = new EarlyEngine(source);
    Begun begun = new Begun(new CompletableFuture<>(), new CompletableFuture<>(), new CompletableFuture<>());
    early.begun.set(begun);
    Thread.ofPlatform().daemon().name("early engine").start(() -> {
      try {
        begun.engine.complete(source.open(USUAL, begun));
      } catch (Throwable e) { // an Error too: a native library that does not load is one
        begun.fail(e);
      }
    });
    return early;
  }

  @Override
  public Engine open(Settings settings) throws IOException {
    return open(settings, Engine.Opening.NONE);
  }

  @Override
  public Engine open(Settings settings, Engine.Opening opening) throws IOException {
    Begun first = begun.getAndSet(null);
    if (first == null) {
      return source.open(settings, opening);
    }
    if (!settings.needsSameEngineAs(USUAL)) {
      first.engine.thenAccept(source::close);
      return source.open(settings, opening);
    }
    try {
      opening.reads(Waiting.ioResult(first.reader));
      opening.measures(Waiting.ioResult(first.measuring));
      return Waiting.ioResult(first.engine);
    } catch (IOException | RuntimeException | Error e) {
      first.engine.thenAccept(source::close);
      throw e;
    }
  }

  @Override
  public void close(Engine engine) {
    source.close(engine);
  }
}
