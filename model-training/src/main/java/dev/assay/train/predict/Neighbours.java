package dev.assay.train.predict;

import dev.assay.train.data.TrainingSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The commonest best pass among a unit's nearest training units by cosine; of equally common ones the nearest. */
@SuppressWarnings("try") // scopes and guards act by being open
public final class Neighbours {
  private static final int COUNT = 5;
  private static final int BATCH = 512;

  private Neighbours() {}

  /**
   * For each query the commonest best pass of its nearest units.
   *
   * @param known embeddings of the units at {@code places}
   */
  public static int[] bestPasses(TrainingSet set, int[] places, float[][] known, float[][] queries) {
    int[][] nearest = nearest(known, queries, COUNT);
    int[] found = new int[queries.length];
    for (int i = 0; i < found.length; i++) {
      List<Integer> passes = new ArrayList<>();
      for (int neighbour : nearest[i]) {
        passes.add(set.get(places[neighbour]).bestPass());
      }
      found[i] = commonest(passes);
    }
    return found;
  }

  /**
   * For each query which of the known vectors are nearest by cosine around the known ones' mean, the nearest first.
   * Shipped embeddings have that mean at zero already.
   */
  public static int[][] nearest(float[][] known, float[][] queries, int count) {
    int[][] found = new int[queries.length][];
    try (PointerScope all = new PointerScope(); NoGradGuard guard = new NoGradGuard()) {
      float[] mean = mean(known);
      Tensor table = normalised(known, mean).t();
      for (int from = 0; from < queries.length; from += BATCH) {
        float[][] some = java.util.Arrays.copyOfRange(queries, from, Math.min(queries.length, from + BATCH));
        try (PointerScope scope = new PointerScope()) {
          Tensor nearest =
              torch.topk(normalised(some, mean).matmul(table), Math.min(count, known.length)).get1().contiguous();
          int width = (int) nearest.size(1);
          long[] indices = new long[some.length * width];
          new LongPointer(nearest.data_ptr()).get(indices);
          for (int i = 0; i < some.length; i++) {
            found[from + i] = new int[width];
            for (int k = 0; k < width; k++) {
              found[from + i][k] = (int) indices[i * width + k];
            }
          }
        }
      }
    }
    return found;
  }

  private static int commonest(List<Integer> passes) {
    Map<Integer, Integer> counts = new HashMap<>();
    passes.forEach(pass -> counts.merge(pass, 1, Integer::sum));
    int best = passes.getFirst();
    for (int pass : passes) {
      best = counts.get(pass) > counts.get(best) ? pass : best;
    }
    return best;
  }

  private static float[] mean(float[][] rows) {
    double[] sums = new double[rows[0].length];
    for (float[] row : rows) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += row[j];
      }
    }
    float[] mean = new float[sums.length];
    for (int j = 0; j < mean.length; j++) {
      mean[j] = (float) (sums[j] / rows.length);
    }
    return mean;
  }

  private static Tensor normalised(float[][] rows, float[] mean) {
    int width = rows[0].length;
    float[] flat = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      double square = 0;
      for (int j = 0; j < width; j++) {
        float value = rows[i][j] - mean[j];
        square += value * value;
      }
      float scale = (float) (1 / Math.max(1e-9, Math.sqrt(square)));
      for (int j = 0; j < width; j++) {
        flat[i * width + j] = (rows[i][j] - mean[j]) * scale;
      }
    }
    return Tensor.create(flat, rows.length, width);
  }
}
