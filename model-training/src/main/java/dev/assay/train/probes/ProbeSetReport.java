package dev.assay.train.probes;

import dev.assay.ir.Unit;
import dev.assay.pool.Cancellation;
import dev.assay.probe.Outcome;
import dev.assay.probe.ProbeRunner;
import dev.assay.train.spectra.Measurer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How good and how dear a probe set is, on some units.
 *
 * @param meanReductionOverOz mean of (n(-Oz) - n(best probe)) / n(-Oz)
 * @param costInOz wall time of all probes through the runner, in units of one {@code default<Oz>} run on the same units
 * @param units how many units it was measured on
 */
record ProbeSetReport(double meanReductionOverOz, double costInOz, int units) {
  private static final List<String> OZ = List.of("default<Oz>");
  private static final int OZ_RUNS = 5;

  /** Measures one unit at a time; -Oz is the fastest of several runs, as probing it alone is mostly overhead. */
  static ProbeSetReport measure(ProbeRunner runner, List<Unit> units, List<List<String>> sequences) {
    double reduction = 0;
    int measured = 0;
    long probesNanos = 0;
    long ozNanos = 0;
    for (Unit unit : units) {
      long fastest = Long.MAX_VALUE;
      List<Outcome> oz = List.of();
      for (int i = 0; i < OZ_RUNS; i++) {
        long start = System.nanoTime();
        oz = run(runner, unit, List.of(OZ));
        fastest = Math.min(fastest, System.nanoTime() - start);
      }
      long start = System.nanoTime();
      List<Outcome> rows = run(runner, unit, sequences);
      probesNanos += System.nanoTime() - start;
      ozNanos += fastest;
      int best = rows.stream().mapToInt(Measurer::count).filter(n -> n >= 0).min().orElse(Measurer.MISSING);
      int ozCount = Measurer.count(oz.get(0));
      if (ozCount > 0 && best >= 0) {
        reduction += (ozCount - best) / (double) ozCount;
        measured++;
      }
    }
    return new ProbeSetReport(reduction / Math.max(1, measured), probesNanos / (double) Math.max(1, ozNanos), measured);
  }

  private static List<Outcome> run(ProbeRunner runner, Unit unit, List<List<String>> sequences) {
    return new ArrayList<>(runner.run(unit, sequences, (row, outcome) -> {
    }, Cancellation.never()));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT,
        "best of the probes is %.2f %% below -Oz in the mean, all together cost %.1f x one -Oz, on %d units",
        100 * meanReductionOverOz, costInOz, units);
  }
}
