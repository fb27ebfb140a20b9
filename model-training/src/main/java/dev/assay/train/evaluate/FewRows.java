package dev.assay.train.evaluate;

import dev.assay.feature.Feature;
import dev.assay.train.data.TrainingSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The strongest trivial way of finding: the logarithms of a unit's counts before and after a few probes, standardised
 * over the training units, side by side.
 */
final class FewRows {
  private FewRows() {}

  /** The probes after which training units have fewest instructions in the mean, different ones. */
  static int[] strongest(TrainingSet set, int[] train, int count) {
    double[] left = new double[set.probes()];
    int sampled = Math.min(train.length, 1000);
    for (int i = 0; i < sampled; i++) {
      TrainingSet.Sample sample = set.get(train[i]);
      for (int p = 0; p < left.length; p++) {
        left[p] +=
            sample.isMissing(p) ? 1 : sample.after(p, Feature.TOTAL_INSTS.ordinal()) / (double) sample.instructions();
      }
    }
    return IntStream.range(0, left.length).boxed().sorted(Comparator.comparingDouble(p -> left[p])).limit(count)
        .mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The vectors by these rows. */
  static FindingTable.Embedder embedder(TrainingSet set, int[] train, int[] rows) {
    int width = (rows.length + 1) * Feature.COUNT;
    double[] sums = new double[width];
    double[] squares = new double[width];
    for (int place : train) {
      float[] vector = logarithms(set.get(place), rows);
      for (int i = 0; i < width; i++) {
        sums[i] += vector[i];
        squares[i] += vector[i] * (double) vector[i];
      }
    }
    float[] mean = new float[width];
    float[] factor = new float[width];
    for (int i = 0; i < width; i++) {
      mean[i] = (float) (sums[i] / train.length);
      double variance = squares[i] / train.length - mean[i] * (double) mean[i];
      factor[i] = variance < 1e-6 ? 0 : (float) (1 / Math.sqrt(variance));
    }
    return places -> Arrays.stream(places).mapToObj(place -> {
      float[] vector = logarithms(set.get(place), rows);
      for (int i = 0; i < width; i++) {
        vector[i] = (vector[i] - mean[i]) * factor[i];
      }
      return vector;
    }).toArray(float[][]::new);
  }

  /** Where a row is missing, nothing is said to have changed. */
  private static float[] logarithms(TrainingSet.Sample sample, int[] rows) {
    float[] vector = new float[(rows.length + 1) * Feature.COUNT];
    for (int f = 0; f < Feature.COUNT; f++) {
      vector[f] = (float) Math.log1p(sample.features()[f]);
      for (int r = 0; r < rows.length; r++) {
        vector[(r + 1) * Feature.COUNT + f] =
            sample.isMissing(rows[r]) ? vector[f] : (float) Math.log1p(sample.after(rows[r], f));
      }
    }
    return vector;
  }
}
