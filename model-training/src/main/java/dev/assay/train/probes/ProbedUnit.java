package dev.assay.train.probes;

import dev.assay.concurrent.Cancellation;
import dev.assay.feature.Feature;
import dev.assay.ir.Unit;
import dev.assay.probe.Outcome;
import dev.assay.probe.ProbeRunner;
import dev.assay.train.measure.Measurer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a probe set gets on one unit, and what that costs.
 *
 * @param rows what the probes leave
 * @param reductionOverOz (n(-Oz) - n(best probe)) / n(-Oz); empty where one of the two could not be measured
 * @param probesNanos wall time of all probes through the runner
 * @param ozNanos wall time of one {@code default<Oz>} through the runner
 */
record ProbedUnit(PoolRow rows, OptionalDouble reductionOverOz, long probesNanos, long ozNanos) {
  private static final List<String> OZ = List.of("default<Oz>");
  private static final int OZ_RUNS = 5;

  /** Measures a unit; -Oz is the fastest of several runs, as probing it alone is mostly overhead. */
  static ProbedUnit measure(ProbeRunner runner, Unit unit, List<List<String>> sequences) {
    long fastest = Long.MAX_VALUE;
    List<Outcome> oz = List.of();
    for (int i = 0; i < OZ_RUNS; i++) {
      long start = System.nanoTime();
      oz = run(runner, unit, List.of(OZ));
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    long start = System.nanoTime();
    List<Outcome> rows = run(runner, unit, sequences);
    long probesNanos = System.nanoTime() - start;
    int best = rows.stream().mapToInt(Measurer::count).filter(n -> n >= 0).min().orElse(Measurer.MISSING);
    int ozCount = Measurer.count(oz.get(0));
    OptionalDouble reduction =
        ozCount > 0 && best >= 0 ? OptionalDouble.of((ozCount - best) / (double) ozCount) : OptionalDouble.empty();
    return new ProbedUnit(PoolRow.of(unit.hash(), rows), reduction, probesNanos, fastest);
  }

  private static List<Outcome> run(ProbeRunner runner, Unit unit, List<List<String>> sequences) {
    return new ArrayList<>(runner.run(unit, sequences, Cancellation.never()));
  }

  /** How many of the rows differ from all before them. */
  int distinct() {
    return (int) rows.rows().stream().filter(row -> row >= 0).distinct().count();
  }

  /** In how many directions the rows differ; see {@link ParticipationRatio}. */
  double directions() {
    ParticipationRatio ratio = new ParticipationRatio(Feature.COUNT);
    for (int row : rows.rows()) {
      if (row >= 0) {
        float[] logs = new float[Feature.COUNT];
        for (int j = 0; j < logs.length; j++) {
          logs[j] = (float) Math.log1p(rows.states().get(row * Feature.COUNT + j));
        }
        ratio.add(logs);
      }
    }
    return ratio.value();
  }
}
