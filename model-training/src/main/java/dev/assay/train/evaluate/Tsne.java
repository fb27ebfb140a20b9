package dev.assay.train.evaluate;

import java.util.Arrays;
import java.util.Random;

/** t-SNE (van der Maaten and Hinton), exact, for a picture of some thousand points. */
final class Tsne {
  private static final double PERPLEXITY = 30;
  private static final int ITERATIONS = 500;
  private static final int EXAGGERATED = 120;
  private static final double EXAGGERATION = 12;
  private static final int SEARCH = 50;

  private Tsne() {}

  /** Places in the plane, [N][2]. */
  static double[][] place(float[][] points, long seed) {
    int n = points.length;
    double[][] near = symmetric(points);
    Random random = new Random(seed);
    double[][] places = new double[n][2];
    for (double[] place : places) {
      place[0] = 1e-2 * random.nextGaussian();
      place[1] = 1e-2 * random.nextGaussian();
    }
    double[][] speed = new double[n][2];
    double rate = Math.max(50, n / EXAGGERATION);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double factor = iteration < EXAGGERATED ? EXAGGERATION : 1;
      double momentum = iteration < EXAGGERATED ? 0.5 : 0.8;
      double[][] pull = gradient(near, places, factor);
      for (int i = 0; i < n; i++) {
        for (int d = 0; d < 2; d++) {
          speed[i][d] = momentum * speed[i][d] - rate * pull[i][d];
          places[i][d] += speed[i][d];
        }
      }
    }
    return places;
  }

  private static double[][] gradient(double[][] near, double[][] places, double factor) {
    int n = places.length;
    double[][] kernel = new double[n][n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        double x = places[i][0] - places[j][0];
        double y = places[i][1] - places[j][1];
        kernel[i][j] = 1 / (1 + x * x + y * y);
        kernel[j][i] = kernel[i][j];
        sum += 2 * kernel[i][j];
      }
    }
    double[][] gradient = new double[n][2];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double force = 4 * (factor * near[i][j] - kernel[i][j] / sum) * kernel[i][j];
        gradient[i][0] += force * (places[i][0] - places[j][0]);
        gradient[i][1] += force * (places[i][1] - places[j][1]);
      }
    }
    return gradient;
  }

  /** How near each pair is, by Gaussians as wide as the perplexity asks. */
  private static double[][] symmetric(float[][] points) {
    int n = points.length;
    double[][] near = new double[n][];
    for (int i = 0; i < n; i++) {
      near[i] = row(points, i);
    }
    double[][] symmetric = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric[i][j] = Math.max(1e-12, (near[i][j] + near[j][i]) / (2 * n));
      }
    }
    return symmetric;
  }

  private static double[] row(float[][] points, int i) {
    double[] distances = new double[points.length];
    for (int j = 0; j < distances.length; j++) {
      for (int d = 0; d < points[i].length; d++) {
        double difference = points[i][d] - points[j][d];
        distances[j] += difference * difference;
      }
    }
    double low = 0;
    double high = Double.POSITIVE_INFINITY;
    double precision = 1 / Math.max(1e-9, Arrays.stream(distances).average().orElse(1));
    double[] row = new double[0];
    for (int k = 0; k < SEARCH; k++) {
      row = gaussian(distances, i, precision);
      double entropy = -Arrays.stream(row).filter(p -> p > 0).map(p -> p * Math.log(p)).sum();
      if (Math.abs(entropy - Math.log(PERPLEXITY)) < 1e-4) {
        break;
      }
      if (entropy > Math.log(PERPLEXITY)) {
        low = precision;
        precision = Double.isInfinite(high) ? 2 * precision : (low + high) / 2;
      } else {
        high = precision;
        precision = (low + high) / 2;
      }
    }
    return row;
  }

  private static double[] gaussian(double[] distances, int self, double precision) {
    double[] row = new double[distances.length];
    double sum = 0;
    for (int j = 0; j < row.length; j++) {
      row[j] = j == self ? 0 : Math.exp(-precision * distances[j]);
      sum += row[j];
    }
    for (int j = 0; j < row.length; j++) {
      row[j] /= Math.max(sum, 1e-300);
    }
    return row;
  }
}
