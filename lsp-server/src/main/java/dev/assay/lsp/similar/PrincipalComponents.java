package dev.assay.lsp.similar;

import java.util.Arrays;
import java.util.List;

/**
 * The two directions in which vectors vary most, by power iteration on their covariance. Pure; the same vectors give
 * the same directions, signs included.
 */
final class PrincipalComponents {
  private static final int ITERATIONS = 300;
  private static final double SETTLED = 1e-10;

  private PrincipalComponents() {}

  /**
   * Projects vectors on the two directions, scaled together so that the farthest coordinate is -1 or 1.
   *
   * @param vectors all of the same length
   * @return a point of two coordinates for each; all 0 where the vectors do not differ
   */
  static double[][] project(List<float[]> vectors) {
    double[][] points = new double[vectors.size()][2];
    if (vectors.isEmpty()) {
      return points;
    }
    int dimensions = vectors.get(0).length;
    double[] mean = new double[dimensions];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimensions; i++) {
        mean[i] += vector[i] / (double) vectors.size();
      }
    }
    double[][] covariance = covariance(vectors, mean);
    double[] first = direction(covariance);
    deflate(covariance, first);
    double[] second = direction(covariance);
    double farthest = 0;
    for (int row = 0; row < points.length; row++) {
      float[] vector = vectors.get(row);
      for (int i = 0; i < dimensions; i++) {
        points[row][0] += (vector[i] - mean[i]) * first[i];
        points[row][1] += (vector[i] - mean[i]) * second[i];
      }
      farthest = Math.max(farthest, Math.max(Math.abs(points[row][0]), Math.abs(points[row][1])));
    }
    if (farthest > 0) {
      for (double[] point : points) {
        point[0] /= farthest;
        point[1] /= farthest;
      }
    }
    return points;
  }

  private static double[][] covariance(List<float[]> vectors, double[] mean) {
    int dimensions = mean.length;
    double[][] covariance = new double[dimensions][dimensions];
    double[] centred = new double[dimensions];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimensions; i++) {
        centred[i] = vector[i] - mean[i];
      }
      for (int i = 0; i < dimensions; i++) {
        for (int j = i; j < dimensions; j++) {
          covariance[i][j] += centred[i] * centred[j];
        }
      }
    }
    for (int i = 0; i < dimensions; i++) {
      for (int j = 0; j < i; j++) {
        covariance[i][j] = covariance[j][i];
      }
    }
    return covariance;
  }

  /** The eigenvector of the largest eigenvalue; zeros where the matrix is zero. Its largest number is positive. */
  private static double[] direction(double[][] matrix) {
    int dimensions = matrix.length;
    double[] vector = new double[dimensions];
    for (int i = 0; i < dimensions; i++) {
      vector[i] = 1 + i / (double) dimensions; // in no direction that data prefers
    }
    normalise(vector);
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double[] next = multiply(matrix, vector);
      if (!normalise(next)) {
        return next;
      }
      double change = 0;
      for (int i = 0; i < dimensions; i++) {
        change = Math.max(change, Math.abs(next[i] - vector[i]));
      }
      vector = next;
      if (change < SETTLED) {
        break;
      }
    }
    int largest = 0;
    for (int i = 1; i < dimensions; i++) {
      largest = Math.abs(vector[i]) > Math.abs(vector[largest]) ? i : largest;
    }
    if (vector[largest] < 0) {
      for (int i = 0; i < dimensions; i++) {
        vector[i] = -vector[i];
      }
    }
    return vector;
  }

  /** Takes a direction out of a matrix. */
  private static void deflate(double[][] matrix, double[] direction) {
    double[] image = multiply(matrix, direction);
    double value = 0;
    for (int i = 0; i < direction.length; i++) {
      value += image[i] * direction[i];
    }
    for (int i = 0; i < direction.length; i++) {
      for (int j = 0; j < direction.length; j++) {
        matrix[i][j] -= value * direction[i] * direction[j];
      }
    }
  }

  private static double[] multiply(double[][] matrix, double[] vector) {
    double[] product = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      double sum = 0;
      for (int j = 0; j < vector.length; j++) {
        sum += matrix[i][j] * vector[j];
      }
      product[i] = sum;
    }
    return product;
  }

  /** Scales to length 1; false where there is no length. */
  private static boolean normalise(double[] vector) {
    double squares = 0;
    for (double value : vector) {
      squares += value * value;
    }
    double length = Math.sqrt(squares);
    if (length < 1e-12) {
      Arrays.fill(vector, 0);
      return false;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return true;
  }
}
