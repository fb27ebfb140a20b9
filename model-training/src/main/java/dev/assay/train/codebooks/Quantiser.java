package dev.assay.train.codebooks;

import dev.assay.feature.Feature;
import dev.assay.train.cluster.KMeans;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A product quantiser over vectors of 56 numbers: as many books as sub-vectors, each found by k-means.
 *
 * <p>Nearly all reactions are alike, most of them nothing at all. So k-means is given different sub-vectors, each as
 * often as the square root of its weight: what is rare has centroids of its own, too. The book of the number of
 * instructions is spent on that number alone: its centroids are alike in all others, so that the plainly nearest one is
 * that of the nearest number. Codes then tell passes apart that leave nearly as much; of what the book's other features
 * say, the other books tell most. Centroids are sorted by the sum of their numbers: codes that are near stand for
 * reactions that are alike.
 */
final class Quantiser {
  static final int CENTROIDS = 256;
  private static final int MOST_POINTS = 120_000;
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
      int instructions = Feature.TOTAL_INSTS.ordinal() - book * width;
      boolean isTheirs = books > 1 && instructions >= 0 && instructions < width;
      learned.add(book(isTheirs ? alone(parts, instructions) : parts, seed + book));
    }
    return new Quantiser(learned);
  }

  private static List<double[]> book(Map<Vector, Integer> parts, long seed) {
    List<Vector> distinct = new ArrayList<>(parts.keySet());
    Collections.sort(distinct);
    List<double[]> centroids;
    if (distinct.size() <= CENTROIDS) {
      centroids = new ArrayList<>(distinct.stream().map(Vector::toDoubles).toList());
    } else {
      List<double[]> points = new ArrayList<>();
      for (Vector vector : distinct) {
        points.addAll(Collections.nCopies((int) Math.round(Math.sqrt(parts.get(vector))), vector.toDoubles()));
      }
      Collections.shuffle(points, new Random(seed));
      double[][] sample = points.subList(0, Math.min(points.size(), MOST_POINTS)).toArray(double[][]::new);
      centroids = new ArrayList<>(KMeans.centroids(sample, CENTROIDS, ITERATIONS, seed));
    }
    centroids.sort(Comparator.comparingDouble(centroid -> Arrays.stream(centroid).sum()));
    return centroids;
  }

  /** The parts with all numbers but one at their mean. */
  private static Map<Vector, Integer> alone(Map<Vector, Integer> parts, int place) {
    int width = parts.keySet().iterator().next().values.length;
    double[] sums = new double[width];
    double total = 0;
    for (Map.Entry<Vector, Integer> part : new TreeMap<>(parts).entrySet()) {
      total += part.getValue();
      for (int i = 0; i < width; i++) {
        sums[i] += part.getKey().values[i] * (double) part.getValue();
      }
    }
    Map<Vector, Integer> flat = new HashMap<>();
    for (Map.Entry<Vector, Integer> part : parts.entrySet()) {
      float[] values = new float[width];
      for (int i = 0; i < width; i++) {
        values[i] = i == place ? part.getKey().values[i] : (float) (sums[i] / total);
      }
      flat.merge(new Vector(values), part.getValue(), Integer::sum);
    }
    return flat;
  }

  /** The codes of a vector, one a book. */
  byte[] encode(float[] vector) {
    byte[] codes = new byte[books.size()];
    for (int book = 0; book < codes.length; book++) {
      codes[book] = (byte) KMeans.nearest(books.get(book), new Vector(vector).part(book, codes.length).toDoubles());
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
  record Vector(float[] values) implements Comparable<Vector> {
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
    public int compareTo(Vector other) {
      return Arrays.compare(values, other.values);
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
