package dev.assay;

import dev.assay.advice.Advisor;
import dev.assay.bundle.Bundle;
import dev.assay.ir.SourceReader;
import dev.assay.pool.CacheFolder;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import java.io.IOException;
import java.time.Duration;

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

  /**
   * Unpacks LLVM where that has not been done and prepares the workers, without starting them yet.
   *
   * @param unitLimit the most time that one unit's rows may take
   * @throws IOException when LLVM or the cache folder is not to be had
   */
  public Engine(WorkerOptions options, Duration unitLimit, Bundle bundle) throws IOException {
    LlvmDistribution llvm = LlvmDistribution.unpack();
    this.pool = new WorkerPool(options, llvm);
    this.reader = new SourceReader(pool);
    this.runner = new ProbeRunner(pool, Quarantine.inFile(CacheFolder.get().resolve("quarantine.tsv")), unitLimit);
    this.advisor = new Advisor(pool, runner, bundle);
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

  /** Ends the workers. */
  @Override
  public void close() {
    pool.close();
  }
}
