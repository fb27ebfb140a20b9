package dev.assay.train.probes;

import java.util.List;

/**
 * How good a probe set is on some units, and what it costs.
 *
 * @param meanReductionOverOz mean of (n(-Oz) - n(best probe)) / n(-Oz)
 * @param costInOz wall time of all probes through the runner, in units of one {@code default<Oz>} run on the same units
 * @param distinct mean number of rows that differ
 * @param directions mean number of directions in which they do
 * @param units how many units the mean is of
 */
record ProbeSetReport(double meanReductionOverOz, double costInOz, double distinct, double directions, int units) {
  /** Of units that have been measured. */
  static ProbeSetReport of(List<ProbedUnit> probed) {
    double[] reductions = probed.stream().map(ProbedUnit::reductionOverOz).flatMapToDouble(r -> r.stream()).toArray();
    long probesNanos = probed.stream().mapToLong(ProbedUnit::probesNanos).sum();
    long ozNanos = probed.stream().mapToLong(ProbedUnit::ozNanos).sum();
    return new ProbeSetReport(Gains.mean(reductions), probesNanos / (double) Math.max(1, ozNanos),
        probed.stream().mapToInt(ProbedUnit::distinct).average().orElse(0),
        probed.stream().mapToDouble(ProbedUnit::directions).average().orElse(0), reductions.length);
  }
}
