package dev.assay.train.probes;

import dev.assay.probe.Pass;
import dev.assay.train.measure.Measurer;
import java.util.Arrays;
import java.util.List;

/** How far sequences of passes get below -Oz. */
final class Scorer {
  /** Where -Oz leaves next to nothing, how much worse a sequence is says little: one unit must not outweigh all. */
  private static final double LEAST_GAIN = -1;

  private final Measurer measurer;

  Scorer(Measurer measurer) {
    this.measurer = measurer;
  }

  /**
   * For each unit and each sequence (-Oz's count - the sequence's count) / -Oz's count; what cannot be run counts as if
   * it left everything. Never less than -1.
   */
  double[][] gains(SearchUnits units, List<List<Pass>> sequences) {
    int[][] counts = measurer.counts(units.units(), sequences.stream().map(Scorer::pipelines).toList());
    double[][] gains = new double[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      double oz = units.oz()[i];
      int otherwise = units.units().get(i).instructionCount();
      gains[i] = Arrays.stream(counts[i]).mapToDouble(n -> Math.max(LEAST_GAIN, (oz - (n < 0 ? otherwise : n)) / oz))
          .toArray();
    }
    return gains;
  }

  static List<String> pipelines(List<Pass> passes) {
    return passes.stream().map(Pass::pipeline).toList();
  }
}
