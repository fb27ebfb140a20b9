package dev.assay.train.probes;

import dev.assay.probe.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Chooses, of many sequences, those that together get furthest, each charged for the passes that only it runs. */
final class ProbeSelection {
  private ProbeSelection() {}

  /**
   * The chosen, in the order of what each adds.
   *
   * @param gains for each unit what each sequence gains
   * @param count how many to choose
   * @param chargePerPass what a pass that no sequence chosen before has in that place must gain in the mean
   */
  static List<Integer> choose(List<List<Pass>> sequences, double[][] gains, double[] floor, int count,
      double chargePerPass) {
    double[] reached = floor.clone();
    PassCost cost = new PassCost();
    Set<Integer> chosen = new LinkedHashSet<>();
    while (chosen.size() < Math.min(count, sequences.size())) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int s = 0; s < sequences.size(); s++) {
        if (!chosen.contains(s)) {
          double value = added(gains, reached, s) - chargePerPass * cost.added(sequences.get(s));
          if (value > most) {
            most = value;
            best = s;
          }
        }
      }
      chosen.add(best);
      for (int i = 0; i < reached.length; i++) {
        reached[i] = Math.max(reached[i], gains[i][best]);
      }
      cost.share(sequences.get(best));
    }
    return new ArrayList<>(chosen);
  }

  private static double added(double[][] gains, double[] reached, int sequence) {
    double sum = 0;
    for (int i = 0; i < reached.length; i++) {
      sum += Math.max(0, gains[i][sequence] - reached[i]);
    }
    return sum / reached.length;
  }

  /** The best gain of each unit over some of the sequences. */
  static double[] reached(double[][] gains, List<Integer> chosen, double[] floor) {
    double[] reached = floor.clone();
    for (int i = 0; i < reached.length; i++) {
      for (int s : chosen) {
        reached[i] = Math.max(reached[i], gains[i][s]);
      }
    }
    return reached;
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }
}
