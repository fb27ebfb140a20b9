package dev.assay.train.probes;

/**
 * In how many directions the rows of a spectrum differ: of the singular values s of the centred matrix of rows, (sum of
 * s^2)^2 / sum of s^4. It is 1 when all rows lie on one line, and at most the number of rows less one. Rows are added
 * one by one; what a row would make of it can be asked before.
 */
final class ParticipationRatio {
  private final int width;
  private final double[] squares; // the sum of r r^T over the rows
  private final double[] sum;
  private int rows;

  /** Of no rows of so many numbers. */
  ParticipationRatio(int width) {
    this.width = width;
    this.squares = new double[width * width];
    this.sum = new double[width];
  }

  /** Adds a row. */
  void add(float[] row) {
    for (int i = 0; i < width; i++) {
      sum[i] += row[i];
      for (int j = 0; j < width; j++) {
        squares[i * width + j] += row[i] * row[j];
      }
    }
    rows++;
  }

  /** What it is; 0 where no two rows differ. */
  double value() {
    return ratio(squares, sum, rows, null);
  }

  /** What it would be with one more row. */
  double with(float[] row) {
    double[] more = sum.clone();
    for (int i = 0; i < width; i++) {
      more[i] += row[i];
    }
    return ratio(squares, more, rows + 1, row);
  }

  private double ratio(double[] of, double[] total, int count, float[] row) {
    // The eigenvalues of the centred second moments are the squares of the singular values: their sum is the trace, the
    // sum of their squares the squared norm.
    double trace = 0;
    double norm = 0;
    for (int i = 0; i < width; i++) {
      double meanI = total[i] / Math.max(1, count);
      for (int j = i; j < width; j++) {
        double moment = of[i * width + j] + (row == null ? 0 : row[i] * row[j]) - meanI * total[j];
        if (i == j) {
          trace += moment;
          norm += moment * moment;
        } else {
          norm += 2 * moment * moment;
        }
      }
    }
    return norm < 1e-12 ? 0 : trace * trace / norm;
  }
}
