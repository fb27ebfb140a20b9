package dev.assay.index.bench;

import dev.assay.index.Embedding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Compares everything with everything, to know what a search should find. */
final class ExactNeighbours {
  private static final int SLICE = 20_000;

  private ExactNeighbours() {}

  /**
   * For each query the similarity of its neighbour of a rank among the first vectors.
   *
   * @param count how many vectors there are
   * @param rank 10 for the tenth nearest
   */
  static double[] similarityOfRank(ClusteredVectors vectors, int count, List<Embedding> queries, int rank) {
    int slices = (count + SLICE - 1) / SLICE;
    List<double[][]> bestOfSlices = IntStream.range(0, slices).parallel()
        .mapToObj(slice -> best(vectors, slice * SLICE, Math.min(count, (slice + 1) * SLICE), queries, rank)).toList();
    double[] similarities = new double[queries.size()];
    for (int query = 0; query < similarities.length; query++) {
      int of = query;
      double[] all = bestOfSlices.stream().flatMapToDouble(best -> Arrays.stream(best[of])).sorted().toArray();
      similarities[query] = all[Math.max(0, all.length - rank)];
    }
    return similarities;
  }

  /** The best similarities of one slice, for each query, in ascending order. */
  private static double[][] best(ClusteredVectors vectors, int from, int to, List<Embedding> queries, int rank) {
    double[][] best = new double[queries.size()][rank];
    for (double[] of : best) {
      Arrays.fill(of, -1);
    }
    for (int i = from; i < to; i++) {
      Embedding vector = vectors.vector(i);
      for (int query = 0; query < best.length; query++) {
        insert(best[query], queries.get(query).similarity(vector));
      }
    }
    return best;
  }

  private static void insert(double[] ascending, double similarity) {
    if (similarity <= ascending[0]) {
      return;
    }
    int place = 0;
    while (place + 1 < ascending.length && ascending[place + 1] < similarity) {
      ascending[place] = ascending[place + 1];
      place++;
    }
    ascending[place] = similarity;
  }
}
