package dev.assay;

import dev.assay.advice.Advisor;
import dev.assay.advice.BuildAdvisor;
import dev.assay.build.Builds;
import dev.assay.bundle.Bundle;
import dev.assay.clang.Preambles;
import dev.assay.concurrent.Waiting;
import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.ir.SourceReader;
import dev.assay.pool.CacheFolder;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Everything that turns a source file into advice, put together. Start reading here.
 *
 * <p>{@link #reader()} turns files into units, {@link #advisor()} measures units, {@link #runner()} runs pass
 * sequences on them. One engine serves a whole process; thread-safe.
 */
public final class Engine implements AutoCloseable {
  /** The most time that one unit's rows may take, unless asked otherwise. */
  public static final Duration DEFAULT_UNIT_LIMIT = Duration.ofSeconds(30);

  private final WorkerPool pool;
  private final SourceReader reader;
  private final ProbeRunner runner;
  private final Advisor advisor;
  private final BuildAdvisor buildAdvisor;
  private final Builds builds;
  private final Preambles preambles = new Preambles();
  private final Optional<CompletableFuture<Encoder>> encoder;

  /** Is given the parts of an engine that can be used before the whole. All on the thread that opens it. */
  public interface Opening {
    /** Who has nothing to do meanwhile. */
    Opening NONE = new Opening() {
    };

    /** What reads files; of an engine that turns out not to open, it cancels. */
    default void reads(SourceReader reader) {
      // Nobody reads.
    }

    /**
     * The engine without its encoder, which is being loaded: who needs that waits for it. Of an engine that turns out
     * not to open, everything cancels.
     *
     * @throws IOException when the engine will not do
     */
    default void measures(Engine engine) throws IOException {
      // Nobody measures.
    }
  }

  /** Where a bundle comes from; reading it takes as long as starting a worker, so that both are done at once. */
  @FunctionalInterface
  public interface BundleSource {
    /** The bundle. */
    Bundle read() throws IOException;
  }

  /**
   * An engine over a bundle that has been read.
   *
   * @throws IOException as {@link #open} does
   */
  public Engine(WorkerOptions options, Duration unitLimit, Bundle bundle, Device device) throws IOException {
    this(WorkerPool.started(options), Opening.NONE, unitLimit, () -> bundle, device);
    awaitEncoder();
  }

  /**
   * Unpacks LLVM where that has not been done, starts the workers, without waiting for them, and meanwhile reads the
   * bundle and loads its encoder, where it has one.
   *
   * @param opening is given parts of the engine as soon as they can be used
   * @param unitLimit the most time that one unit's rows may take
   * @param device what the encoder is to run on
   * @throws IOException when LLVM, the bundle or the cache folder is not available, or the encoder does not fit its
   *     bundle or cannot run on the device
   */
  public static Engine open(WorkerOptions options, Opening opening, Duration unitLimit, BundleSource bundle,
      Device device) throws IOException {
    Engine engine = new Engine(WorkerPool.started(options), opening, unitLimit, bundle, device);
    engine.awaitEncoder();
    return engine;
  }

  /**
   * An engine with workers that have been begun, without waiting for its encoder: for who has something to do until
   * {@link #awaitReady}, and calls it before anything is shown.
   *
   * @param workers closed with the engine, also where there will be none
   * @throws IOException when the bundle or the cache folder is not available
   */
  public static Engine begin(WorkerPool workers, Duration unitLimit, BundleSource bundle, Device device)
      throws IOException {
    return new Engine(workers, Opening.NONE, unitLimit, bundle, device);
  }

  /**
   * The same, for who has nothing to read yet.
   *
   * @throws IOException as above
   */
  public static Engine open(WorkerOptions options, Duration unitLimit, BundleSource bundle, Device device)
      throws IOException {
    return open(options, Opening.NONE, unitLimit, bundle, device);
  }

  private Engine(WorkerPool pool, Opening opening, Duration unitLimit, BundleSource source, Device device)
      throws IOException {
    this.pool = pool;
    this.reader = new SourceReader(pool, preambles);
    opening.reads(reader);
    Optional<CompletableFuture<Encoder>> loading = Optional.empty();
    try {
      Bundle bundle = source.read();
      loading = bundle.hasEncoder() ? Optional.of(load(bundle, device)) : Optional.empty();
      this.encoder = loading;
      Quarantine quarantine = Quarantine.inFile(CacheFolder.get().resolve("quarantine.tsv"));
      this.runner = new ProbeRunner(pool, quarantine, unitLimit);
      this.advisor = new Advisor(pool, runner, bundle, encoder.map(future -> () -> Waiting.result(future)));
      this.buildAdvisor = new BuildAdvisor(pool, quarantine, bundle);
      this.builds = new Builds(pool, preambles);
      opening.measures(this);
    } catch (IOException | RuntimeException | Error e) {
      pool.close();
      loading.ifPresent(future -> future.thenAccept(Encoder::close));
      throw e;
    }
  }

  private void awaitEncoder() throws IOException {
    try {
      if (encoder.isPresent()) {
        Waiting.ioResult(encoder.get());
      }
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /**
   * Returns when the encoder has been loaded and a worker runs, with the LLVM that the bundle was made for.
   *
   * @throws IOException with a sentence, when one of these will not be; the engine is closed then
   */
  public void awaitReady() throws IOException {
    try {
      requireFittingLlvm();
    } catch (IOException | RuntimeException | Error e) {
      close();
      throw e;
    }
    awaitEncoder();
  }

  private static CompletableFuture<Encoder> load(Bundle bundle, Device device) {
    CompletableFuture<Encoder> loading = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("encoder").start(() -> {
      try {
        loading.complete(Encoder.open(bundle, device));
      } catch (Throwable e) { // an Error too: a native library that does not load is one
        loading.completeExceptionally(e);
      }
    });
    return loading;
  }

  /**
   * Returns only if the workers' LLVM is the one that the bundle was made for; starts a worker when there is none.
   *
   * @throws IOException with a sentence, otherwise
   */
  public void requireFittingLlvm() throws IOException {
    advisor.bundle().requireLlvm(pool.llvmVersion());
  }

  /** The worker processes. */
  public WorkerPool pool() {
    return pool;
  }

  /** Turns files into units. */
  public SourceReader reader() {
    return reader;
  }

  /** Runs pass sequences on units. */
  public ProbeRunner runner() {
    return runner;
  }

  /** Measures units. */
  public Advisor advisor() {
    return advisor;
  }

  /** Measures functions in the user's own build. */
  public BuildAdvisor buildAdvisor() {
    return buildAdvisor;
  }

  /** Makes the builds of files that have been read. */
  public Builds builds() {
    return builds;
  }

  /** The bundle's encoder, waited for while it is being loaded; empty where the bundle has none. */
  public Optional<Encoder> encoder() {
    return encoder.map(Waiting::result);
  }

  /** Ends the workers and frees the encoder. */
  @Override
  public void close() {
    pool.close();
    preambles.close();
    encoder.ifPresent(loading -> loading.thenAccept(Encoder::close));
  }
}
