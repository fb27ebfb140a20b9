package dev.assay.train;

import java.util.List;
import java.util.Random;

/** Divides points in two by 2-means. */
final class TwoMeans {
  private static final int ROUNDS = 20;

  private TwoMeans() {}

  /** For each point 0 or 1; both sides have at least one point where there are two points. */
  static int[] divide(List<double[]> points, Random random) {
    int n = points.size();
    int[] side = new int[n];
    double[] first = points.get(random.nextInt(n)).clone();
    double[] second = farthest(points, first).clone();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < n; i++) {
        side[i] = distance(points.get(i), first) <= distance(points.get(i), second) ? 0 : 1;
      }
      first = mean(points, side, 0, first);
      second = mean(points, side, 1, second);
    }
    boolean oneSided = java.util.Arrays.stream(side).distinct().count() < 2;
    for (int i = 0; oneSided && i < n; i++) {
      side[i] = i % 2;
    }
    return side;
  }

  private static double[] farthest(List<double[]> points, double[] from) {
    double[] best = from;
    for (double[] point : points) {
      best = distance(point, from) > distance(best, from) ? point : best;
    }
    return best;
  }

  private static double[] mean(List<double[]> points, int[] side, int which, double[] otherwise) {
    double[] sum = new double[otherwise.length];
    int count = 0;
    for (int i = 0; i < side.length; i++) {
      if (side[i] == which) {
        count++;
        for (int j = 0; j < sum.length; j++) {
          sum[j] += points.get(i)[j];
        }
      }
    }
    for (int j = 0; j < sum.length && count > 0; j++) {
      sum[j] /= count;
    }
    return count == 0 ? otherwise : sum;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
