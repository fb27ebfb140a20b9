package dev.assay;

import dev.assay.advice.Advisor;
import dev.assay.advice.BuildAdvisor;
import dev.assay.build.Builds;
import dev.assay.bundle.Bundle;
import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.ir.SourceReader;
import dev.assay.pool.CacheFolder;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

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
  private final Optional<Encoder> encoder;

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
    this(start(options), reader -> {
    }, unitLimit, () -> bundle, device);
  }

  /**
   * Unpacks LLVM where that has not been done, starts the workers, without waiting for them, and meanwhile reads the
   * bundle and loads its encoder, where it has one.
   *
   * @param reading is given what reads files as soon as it can; of an engine that turns out not to open, it cancels
   * @param unitLimit the most time that one unit's rows may take
   * @param device what the encoder is to run on
   * @throws IOException when LLVM, the bundle or the cache folder is not available, or the encoder does not fit its
   *     bundle or cannot run on the device
   */
  public static Engine open(WorkerOptions options, Consumer<SourceReader> reading, Duration unitLimit,
      BundleSource bundle, Device device) throws IOException {
    return new Engine(start(options), reading, unitLimit, bundle, device);
  }

  /**
   * The same, for who has nothing to read yet.
   *
   * @throws IOException as above
   */
  public static Engine open(WorkerOptions options, Duration unitLimit, BundleSource bundle, Device device)
      throws IOException {
    return open(options, reader -> {
    }, unitLimit, bundle, device);
  }

  private static WorkerPool start(WorkerOptions options) throws IOException {
    WorkerPool pool = new WorkerPool(options, LlvmDistribution.unpack());
    pool.warmUp();
    return pool;
  }

  private Engine(WorkerPool pool, Consumer<SourceReader> reading, Duration unitLimit, BundleSource source,
      Device device) throws IOException {
    this.pool = pool;
    this.reader = new SourceReader(pool);
    reading.accept(reader);
    Bundle bundle;
    try {
      bundle = source.read();
      this.encoder = bundle.hasEncoder() ? Optional.of(Encoder.open(bundle, device)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      pool.close();
      throw e;
    }
    Quarantine quarantine = Quarantine.inFile(CacheFolder.get().resolve("quarantine.tsv"));
    this.runner = new ProbeRunner(pool, quarantine, unitLimit);
    this.advisor = new Advisor(pool, runner, bundle, encoder);
    this.buildAdvisor = new BuildAdvisor(pool, quarantine, bundle);
    this.builds = new Builds(pool);
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

  /** The bundle's encoder, loaded; empty where the bundle has none. */
  public Optional<Encoder> encoder() {
    return encoder;
  }

  /** Ends the workers and frees the encoder. */
  @Override
  public void close() {
    pool.close();
    encoder.ifPresent(Encoder::close);
  }
}
