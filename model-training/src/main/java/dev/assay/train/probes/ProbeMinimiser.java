package dev.assay.train.probes;

import dev.assay.probe.Pass;
import java.util.ArrayList;
import java.util.List;

/** Drops the passes of a sequence that make no difference to the units it is the best for. */
final class ProbeMinimiser {
  private static final double TOLERANCE = 1e-9;

  private final Scorer scorer;

  ProbeMinimiser(Scorer scorer) {
    this.scorer = scorer;
  }

  /** The shortest that one-by-one dropping finds, with the same gain on the units (within {@code tolerance}). */
  List<Pass> minimise(SearchUnits units, List<Pass> sequence, double tolerance) {
    List<Pass> shortest = sequence;
    double aim = mean(units, List.of(sequence))[0] - Math.max(tolerance, TOLERANCE);
    boolean found = true;
    while (found && shortest.size() > 1) {
      List<List<Pass>> variants = new ArrayList<>();
      for (int drop = shortest.size() - 1; drop >= 0; drop--) {
        List<Pass> variant = new ArrayList<>(shortest);
        variant.remove(drop);
        variants.add(variant);
      }
      double[] means = mean(units, variants);
      int best = 0;
      for (int i = 1; i < means.length; i++) {
        best = means[i] > means[best] ? i : best;
      }
      found = means[best] >= aim;
      if (found) {
        shortest = variants.get(best);
      }
    }
    return shortest;
  }

  private double[] mean(SearchUnits units, List<List<Pass>> sequences) {
    double[][] gains = scorer.gains(units, sequences);
    double[] means = new double[sequences.size()];
    for (double[] row : gains) {
      for (int s = 0; s < means.length; s++) {
        means[s] += row[s] / gains.length;
      }
    }
    return means;
  }
}
