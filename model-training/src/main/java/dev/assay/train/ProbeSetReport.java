package dev.assay.train;

import dev.assay.ir.Unit;
import dev.assay.pool.Cancellation;
import dev.assay.probe.Outcome;
import dev.assay.probe.ProbeRunner;
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

  static ProbeSetReport measure(ProbeRunner runner, List<Unit> units, List<List<String>> sequences) {
    double reduction = 0;
    int measured = 0;
    long probesNanos = 0;
    long ozNanos = 0;
    for (Unit unit : units) {
      long start = System.nanoTime();
      List<Outcome> oz = run(runner, unit, List.of(OZ));
      long between = System.nanoTime();
      List<Outcome> rows = run(runner, unit, sequences);
      probesNanos += System.nanoTime() - between;
      ozNanos += between - start;
      int best = Integer.MAX_VALUE;
      for (Outcome row : rows) {
        best = Math.min(best, count(row));
      }
      if (count(oz.get(0)) < Integer.MAX_VALUE && best < Integer.MAX_VALUE) {
        reduction += (count(oz.get(0)) - best) / (double) count(oz.get(0));
        measured++;
      }
    }
    return new ProbeSetReport(reduction / Math.max(1, measured), probesNanos / (double) Math.max(1, ozNanos), measured);
  }

  private static List<Outcome> run(ProbeRunner runner, Unit unit, List<List<String>> sequences) {
    return new ArrayList<>(runner.run(unit, sequences, (row, outcome) -> {
    }, Cancellation.never()));
  }

  private static int count(Outcome outcome) {
    return outcome instanceof Outcome.Measured measured ? measured.observation().instructionCount() : Integer.MAX_VALUE;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT,
        "best of the probes is %.1f %% below -Oz in the mean, all together cost %.1f x one -Oz, on %d units",
        100 * meanReductionOverOz, costInOz, units);
  }
}
