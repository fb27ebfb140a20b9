package dev.assay.train.probes;

import dev.assay.feature.Feature;
import java.util.List;

/**
 * How well functions at -O0 find themselves at -O2: by the cosine of the logarithms of the features before and after
 * some sequences, as they are. Immutable; sequences are added one by one, which costs less than to begin anew for each
 * set.
 */
final class PairRecall {
  private static final double LEAST = 1e-9;

  private final PoolMeasurements measured;
  private final int pairs;
  private final double[][] dots;
  private final double[] queryNorms;
  private final double[] answerNorms;

  /**
   * By the features before alone.
   *
   * @param pairs so many of the units are functions at -O0, the first ones; as many after them are the same at -O2
   */
  PairRecall(PoolMeasurements measured, int pairs) {
    this(measured, pairs, new double[pairs][pairs], new double[pairs], new double[pairs]);
    float[][] vectors = new float[2 * pairs][];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = measured.before(i);
    }
    add(vectors);
  }

  private PairRecall(PoolMeasurements measured, int pairs, double[][] dots, double[] queryNorms, double[] answerNorms) {
    this.measured = measured;
    this.pairs = pairs;
    this.dots = dots;
    this.queryNorms = queryNorms;
    this.answerNorms = answerNorms;
  }

  private void add(float[][] vectors) {
    for (int q = 0; q < pairs; q++) {
      queryNorms[q] += dot(vectors[q], vectors[q]);
      answerNorms[q] += dot(vectors[pairs + q], vectors[pairs + q]);
      for (int a = 0; a < pairs; a++) {
        dots[q][a] += dot(vectors[q], vectors[pairs + a]);
      }
    }
  }

  /** By one more sequence. */
  PairRecall with(int sequence) {
    double[][] copy = new double[pairs][];
    for (int q = 0; q < pairs; q++) {
      copy[q] = dots[q].clone();
    }
    PairRecall more = new PairRecall(measured, pairs, copy, queryNorms.clone(), answerNorms.clone());
    float[][] vectors = new float[2 * pairs][];
    for (int i = 0; i < vectors.length; i++) {
      int state = measured.state(i, sequence);
      vectors[i] = state < 0 ? new float[Feature.COUNT] : measured.logs(i, state);
    }
    more.add(vectors);
    return more;
  }

  /** By some more sequences. */
  PairRecall with(List<Integer> sequences) {
    PairRecall finding = this;
    for (int sequence : sequences) {
      finding = finding.with(sequence);
    }
    return finding;
  }

  /** Which share of the functions is nearest to itself; one that is as near to another counts as not found. */
  double recall() {
    int found = 0;
    for (int q = 0; q < pairs; q++) {
      double own = cosine(q, q);
      boolean isNearest = true;
      for (int a = 0; a < pairs && isNearest; a++) {
        isNearest = a == q || cosine(q, a) < own;
      }
      found += isNearest ? 1 : 0;
    }
    return found / (double) Math.max(1, pairs);
  }

  private double cosine(int query, int answer) {
    return dots[query][answer] / Math.sqrt(queryNorms[query] * answerNorms[answer] + LEAST);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }
}
