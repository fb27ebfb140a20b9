package dev.assay.train.data;

import dev.assay.feature.Feature;
import dev.assay.train.probes.Clusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A product quantiser over vectors of 56 numbers: as many books as sub-vectors, each found by k-means.
 *
 * <p>Nearly all reactions are alike, most of them nothing at all. So k-means is given different sub-vectors, each as
 * often as the square root of its weight: what is rare has centroids of its own, too. The number of instructions counts
 * {@link #STRETCH} times as much as its neighbours, which vary more and matter less: codes then tell passes apart
 * that leave nearly as much. Codes themselves are the plainly nearest centroids.
 */
final class Quantiser {
  static final int CENTROIDS = 256;
  private static final int MOST_POINTS = 120_000;
  private static final double STRETCH = 8;
  private static final int ITERATIONS = 25;

  private final List<List<double[]>> books;

  private Quantiser(List<List<double[]>> books) {
    this.books = books;
  }

  /** Learns books from vectors, which are given with their weights. */
  static Quantiser learn(Map<Vector, Integer> vectors, int books, long seed) {
    List<List<double[]>> learned = new ArrayList<>();
    for (int book = 0; book < books; book++) {
      Map<Vector, Integer> parts = new HashMap<>();
      int number = book;
      vectors.forEach((vector, count) -> parts.merge(vector.part(number, books), count, Integer::sum));
      int width = Feature.COUNT / books;
      int stretched = Feature.TOTAL_INSTS.ordinal() - book * width;
      learned.add(book(parts, stretched >= 0 && stretched < width ? stretched : -1, seed + book));
    }
    return new Quantiser(learned);
  }

  private static List<double[]> book(Map<Vector, Integer> parts, int stretched, long seed) {
    List<Vector> distinct = new ArrayList<>(parts.keySet());
    distinct.sort((a, b) -> Arrays.compare(a.values, b.values));
    if (distinct.size() <= CENTROIDS) {
      return distinct.stream().map(Vector::toDoubles).toList();
    }
    List<double[]> points = new ArrayList<>();
    for (Vector vector : distinct) {
      double[] point = scaled(vector.toDoubles(), stretched, STRETCH);
      points.addAll(Collections.nCopies((int) Math.round(Math.sqrt(parts.get(vector))), point));
    }
    Collections.shuffle(points, new Random(seed));
    double[][] sample = points.subList(0, Math.min(points.size(), MOST_POINTS)).toArray(double[][]::new);
    return Clusters.centroids(sample, CENTROIDS, ITERATIONS, seed).stream()
        .map(centroid -> scaled(centroid, stretched, 1 / STRETCH)).toList();
  }

  private static double[] scaled(double[] point, int place, double factor) {
    double[] scaled = point.clone();
    if (place >= 0) {
      scaled[place] *= factor;
    }
    return scaled;
  }

  /** The codes of a vector, one a book. */
  byte[] encode(float[] vector) {
    byte[] codes = new byte[books.size()];
    for (int book = 0; book < codes.length; book++) {
      codes[book] = (byte) Clusters.nearest(books.get(book), new Vector(vector).part(book, codes.length).toDoubles());
    }
    return codes;
  }

  /** The centroids: [book][centroid][number]. */
  float[][][] centroids() {
    float[][][] centroids = new float[books.size()][][];
    for (int book = 0; book < centroids.length; book++) {
      centroids[book] = books.get(book).stream().map(Quantiser::floats).toArray(float[][]::new);
    }
    return centroids;
  }

  /** The squared error of what a vector's codes stand for. */
  double squaredError(float[] vector) {
    byte[] codes = encode(vector);
    int width = vector.length / codes.length;
    double error = 0;
    for (int i = 0; i < vector.length; i++) {
      double d = vector[i] - books.get(i / width).get(codes[i / width] & 0xFF)[i % width];
      error += d * d;
    }
    return error;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Some numbers, equal where all numbers are. */
  record Vector(float[] values) {
    Vector part(int book, int books) {
      int width = values.length / books;
      return new Vector(Arrays.copyOfRange(values, book * width, (book + 1) * width));
    }

    double[] toDoubles() {
      double[] doubles = new double[values.length];
      for (int i = 0; i < doubles.length; i++) {
        doubles[i] = values[i];
      }
      return doubles;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Vector that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }
}
