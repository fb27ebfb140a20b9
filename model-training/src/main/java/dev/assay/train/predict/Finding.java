package dev.assay.train.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * How well units are found by their vectors: each query is looked for among the units of a pool, one of which is the
 * same function in another state. Of equally near units any order is as likely. Immutable.
 *
 * @param queries how many queries there were
 * @param pool among how many units each was looked for
 * @param recall1 the share of the queries whose own is the nearest
 * @param recall10 the share whose own is among the ten nearest
 * @param reciprocalRank the mean of 1 / the rank of its own
 * @param hits for each query its share of {@code recall1}, 0 to 1
 */
@SuppressWarnings({"try", "ArrayRecordComponent"})
public record Finding(int queries, int pool, double recall1, double recall10, double reciprocalRank, float[] hits) {
  private static final int BATCH = 256;
  /** Cosines that differ by less are taken for equal: the sum of 256 products is no more exact. */
  private static final float SAME = 1e-6f;

  /**
   * Looks each query up; that of index i is wanted at index i of the pool, whose further units only stand in the way.
   *
   * @param queries N vectors
   * @param pool at least N vectors
   */
  public static Finding of(float[][] queries, float[][] pool) {
    double[] sums = new double[3];
    float[] hits = new float[queries.length];
    try (PointerScope all = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
      Tensor table = normalised(pool).t();
      for (int from = 0; from < queries.length; from += BATCH) {
        float[][] some = java.util.Arrays.copyOfRange(queries, from, Math.min(queries.length, from + BATCH));
        try (PointerScope scope = new PointerScope()) {
          Tensor near = normalised(some).matmul(table).contiguous();
          FloatPointer numbers = new FloatPointer(near.data_ptr());
          float[] row = new float[pool.length];
          for (int i = 0; i < some.length; i++) {
            numbers.position((long) i * pool.length).get(row);
            hits[from + i] = add(sums, row, from + i);
          }
        }
      }
    }
    int n = Math.max(1, queries.length);
    return new Finding(queries.length, pool.length, sums[0] / n, sums[1] / n, sums[2] / n, hits);
  }

  private static float add(double[] sums, float[] near, int own) {
    int before = 0;
    int equal = 0;
    for (int j = 0; j < near.length; j++) {
      before += near[j] > near[own] + SAME ? 1 : 0;
      equal += j != own && Math.abs(near[j] - near[own]) <= SAME ? 1 : 0;
    }
    double first = before == 0 ? 1.0 / (equal + 1) : 0;
    sums[0] += first;
    sums[1] += Math.max(0, Math.min(equal + 1, 10 - before)) / (equal + 1.0);
    double reciprocal = 0;
    for (int k = 0; k <= equal; k++) {
      reciprocal += 1.0 / (before + k + 1);
    }
    sums[2] += reciprocal / (equal + 1);
    return (float) first;
  }

  /** The cosines of pairs of vectors. */
  public static double[] cosines(List<float[]> left, List<float[]> right) {
    List<Double> cosines = new ArrayList<>();
    for (int i = 0; i < left.size(); i++) {
      double ab = 0;
      double aa = 1e-12;
      double bb = 1e-12;
      for (int j = 0; j < left.get(i).length; j++) {
        ab += left.get(i)[j] * (double) right.get(i)[j];
        aa += left.get(i)[j] * (double) left.get(i)[j];
        bb += right.get(i)[j] * (double) right.get(i)[j];
      }
      cosines.add(ab / Math.sqrt(aa * bb));
    }
    return cosines.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static Tensor normalised(float[][] rows) {
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      double square = 1e-12;
      for (float value : rows[i]) {
        square += value * (double) value;
      }
      float scale = (float) (1 / Math.sqrt(square));
      for (int j = 0; j < width; j++) {
        flat[i * width + j] = rows[i][j] * scale;
      }
    }
    return Tensor.create(flat, rows.length, width);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "Recall@1 %.1f %%, @10 %.1f %%, MRR %.3f, %,d queries in %,d", 100 * recall1,
        100 * recall10, reciprocalRank, queries, pool);
  }
}
