package dev.assay.workspace.indexing;

import dev.assay.Engine;
import dev.assay.advice.Advisor;
import dev.assay.encoder.Encoder;
import dev.assay.ir.SourceReader;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.ProbeRunner;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What turns files into units and measures these. Thread-safe.
 *
 * @param reader turns files into units
 * @param runner runs pass sequences on units
 * @param advisor makes embeddings of units, and finds their best pipelines
 * @param encoder the advisor's encoder, where its bundle has one
 */
public record IndexingEngine(SourceReader reader, ProbeRunner runner, Advisor advisor, Optional<Encoder> encoder) {
  /** Those of an engine, with its workers. */
  public static IndexingEngine of(Engine engine) {
    return new IndexingEngine(engine.reader(), engine.runner(), engine.advisor(), engine.encoder());
  }

  /**
   * Those of an engine, but with other workers, so that its own are free for somebody who waits.
   *
   * @param pool the workers; whoever made the pool closes it
   * @param unitLimit the most time that one unit's rows may take
   */
  public static IndexingEngine with(WorkerPool pool, Engine engine, Duration unitLimit) {
    ProbeRunner runner = new ProbeRunner(pool, engine.runner().quarantine(), unitLimit);
    Optional<Encoder> encoder = engine.encoder();
    return new IndexingEngine(new SourceReader(pool), runner,
        new Advisor(pool, runner, engine.advisor().bundle(), encoder.<Supplier<Encoder>>map(loaded -> () -> loaded)),
        encoder);
  }
}
