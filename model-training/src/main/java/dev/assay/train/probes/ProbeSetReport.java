package dev.assay.train.probes;

import java.util.List;

/**
 * How good a probe set is on some units, and what it costs.
 *
 * @param meanReductionOverOz mean of (n(-Oz) - n(best probe)) / n(-Oz)
 * @param costInOz wall time of all probes through the runner, in units of one {@code default<Oz>} run on the same units
 * @param units how many units the mean is of
 */
record ProbeSetReport(double meanReductionOverOz, double costInOz, int units) {
  /** Of units that have been measured. */
  static ProbeSetReport of(List<ProbedUnit> probed) {
    double[] reductions = probed.stream().map(ProbedUnit::reductionOverOz).flatMapToDouble(r -> r.stream()).toArray();
    long probesNanos = probed.stream().mapToLong(ProbedUnit::probesNanos).sum();
    long ozNanos = probed.stream().mapToLong(ProbedUnit::ozNanos).sum();
    return new ProbeSetReport(ProbeSelection.mean(reductions), probesNanos / (double) Math.max(1, ozNanos),
        reductions.length);
  }
}
