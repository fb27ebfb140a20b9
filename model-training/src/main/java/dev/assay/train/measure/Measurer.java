package dev.assay.train.measure;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Outcome;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same sequences on many units, one unit a worker. Not thread-safe; close it to end its threads. */
public final class Measurer implements AutoCloseable {
  /** What a count is where there is none: a crash, a time-out. */
  public static final int MISSING = -1;

  /** Long, so that a busy machine does not lose rows; steps have limits of their own. */
  private static final Duration UNIT_LIMIT = Duration.ofMinutes(10);

  private final ProbeRunner runner;
  private final ExecutorService threads;

  /** A measurer that keeps all workers of the pool busy. */
  public Measurer(WorkerPool pool) {
    this.runner = new ProbeRunner(pool, Quarantine.inMemory(), UNIT_LIMIT);
    this.threads = Executors.newFixedThreadPool(pool.size());
  }

  /** What the sequences leave of each unit, in the order of the units and the sequences. */
  public List<List<Outcome>> measure(List<Unit> units, List<List<String>> sequences) {
    List<Future<List<Outcome>>> running = new ArrayList<>();
    for (Unit unit : units) {
      running.add(threads.submit(() -> runner.run(unit, sequences, Cancellation.never())));
    }
    return Waiting.results(running, Cancellation.never());
  }

  /** IR instructions that each sequence leaves of each unit; {@link #MISSING} where that is not known. */
  public int[][] counts(List<Unit> units, List<List<String>> sequences) {
    return measure(units, sequences).stream().map(row -> row.stream().mapToInt(Measurer::count).toArray())
        .toArray(int[][]::new);
  }

  /** IR instructions by an outcome; {@link #MISSING} where there are none. */
  public static int count(Outcome outcome) {
    return outcome instanceof Outcome.Measured measured ? measured.observation().instructionCount() : MISSING;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
