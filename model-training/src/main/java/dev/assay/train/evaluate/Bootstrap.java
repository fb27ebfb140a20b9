package dev.assay.train.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * 95 % intervals of a mean over units, by drawing whole projects with replacement: units of one project are alike, so
 * that drawing units would promise more than another set of projects would keep.
 */
final class Bootstrap {
  private static final int DRAWN = 1000;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /**
   * The interval of the mean.
   *
   * @param values a number for each unit
   * @param groups for each unit what it is drawn with
   * @return the lower and the upper end; twice the mean where there is one group
   */
  static double[] interval(double[] values, List<String> groups, long seed) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      double[] sum = sums.computeIfAbsent(groups.get(i), k -> new double[2]);
      sum[0] += values[i];
      sum[1]++;
    }
    List<double[]> all = new ArrayList<>(sums.values());
    Random random = new Random(seed);
    double[] means = new double[DRAWN];
    for (int k = 0; k < DRAWN; k++) {
      double sum = 0;
      double count = 0;
      for (int i = 0; i < all.size(); i++) {
        double[] drawn = all.get(random.nextInt(all.size()));
        sum += drawn[0];
        count += drawn[1];
      }
      means[k] = sum / Math.max(1, count);
    }
    Arrays.sort(means);
    return new double[]{means[(int) (TAIL * DRAWN)], means[(int) ((1 - TAIL) * DRAWN) - 1]};
  }
}
