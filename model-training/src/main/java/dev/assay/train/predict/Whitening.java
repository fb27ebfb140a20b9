package dev.assay.train.predict;

import dev.assay.feature.Feature;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * What the finding of units begins with: linear discriminants. For each row, the logarithms of the counts after it are
 * turned and stretched so that states of one function differ equally in all directions; what remains large tells
 * functions apart. (Within-class covariance normalisation, Hatch et al. 2006, without a change of axes.) Immutable.
 */
final class Whitening {
  /** Added to every variance: how far states of a function may differ in what never differed in training. */
  private static final double LEAST_VARIANCE = 0.03;
  /** How much more the rows count that tell functions apart better. */
  private static final double PREFERENCE = 20;

  private final TrainingSet set;
  private final List<List<Integer>> groups;

  private Whitening(TrainingSet set, List<List<Integer>> groups) {
    this.set = set;
    this.groups = groups;
  }

  /** Learned of the training units that are there in several states. */
  static Whitening of(TrainingSet set) {
    Map<String, List<Integer>> byIdentity = new TreeMap<>();
    for (int place : set.of(Split.TRAIN)) {
      byIdentity.computeIfAbsent(set.get(place).origin().identity(), k -> new ArrayList<>()).add(place);
    }
    return new Whitening(set, byIdentity.values().stream().filter(group -> group.size() > 1).toList());
  }

  /**
   * The parameters of the encoder by their names, for each of the rows, and at last for a unit's own counts.
   *
   * @param width of the embedding
   */
  Map<String, Tensor> tensors(int width, long seed) {
    int rows = set.probes() + 1;
    float[] means = new float[rows * Feature.COUNT];
    float[] weights = new float[rows * Feature.COUNT * width];
    float[] scales = new float[rows];
    DMatrixRMaj turn = turn(width, seed);
    for (int row = 0; row < rows; row++) {
      List<List<double[]>> counts = counts(row);
      double[] mean = mean(counts.stream().flatMap(List::stream).toList());
      DMatrixRMaj stretched = stretch(counts);
      DMatrixRMaj weight = new DMatrixRMaj(Feature.COUNT, width);
      CommonOps_DDRM.mult(stretched, turn, weight);
      for (int i = 0; i < weight.data.length; i++) {
        weights[row * weight.data.length + i] = (float) weight.data[i];
      }
      for (int f = 0; f < Feature.COUNT; f++) {
        means[row * Feature.COUNT + f] = (float) mean[f];
      }
      scales[row] = (float) (PREFERENCE * Math.log(separation(counts, mean, stretched)));
    }
    return Map.of("find.rows.mean", Tensor.of(means, rows, Feature.COUNT), "find.rows.weight",
        Tensor.of(weights, rows, Feature.COUNT, width), "find.rows.scale", Tensor.of(scales, rows));
  }

  /** The groups' logarithms after a row; units whose row is missing are left out. */
  private List<List<double[]>> counts(int row) {
    List<List<double[]>> counts = new ArrayList<>();
    for (List<Integer> group : groups) {
      List<double[]> members = new ArrayList<>();
      for (int place : group) {
        TrainingSet.Sample sample = set.get(place);
        if (row == set.probes() || !sample.isMissing(row)) {
          double[] logarithms = new double[Feature.COUNT];
          for (int f = 0; f < Feature.COUNT; f++) {
            logarithms[f] = Math.log1p(row == set.probes() ? sample.features()[f] : sample.after(row, f));
          }
          members.add(logarithms);
        }
      }
      if (members.size() > 1) {
        counts.add(members);
      }
    }
    return counts;
  }

  private static double[] mean(Collection<double[]> vectors) {
    double[] mean = new double[Feature.COUNT];
    for (double[] vector : vectors) {
      for (int f = 0; f < mean.length; f++) {
        mean[f] += vector[f] / vectors.size();
      }
    }
    return mean;
  }

  /** The inverse root of the covariance of what differs between the states of a function. */
  private static DMatrixRMaj stretch(List<List<double[]>> groups) {
    DMatrixRMaj covariance = new DMatrixRMaj(Feature.COUNT, Feature.COUNT);
    int count = 0;
    for (List<double[]> group : groups) {
      double[] mean = mean(group);
      for (double[] vector : group) {
        count++;
        for (int i = 0; i < Feature.COUNT; i++) {
          for (int j = 0; j < Feature.COUNT; j++) {
            covariance.add(i, j, (vector[i] - mean[i]) * (vector[j] - mean[j]));
          }
        }
      }
    }
    CommonOps_DDRM.divide(covariance, Math.max(1, count));
    for (int f = 0; f < Feature.COUNT; f++) {
      covariance.add(f, f, LEAST_VARIANCE);
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(Feature.COUNT, true, true);
    if (!eigen.decompose(covariance)) {
      throw new IllegalStateException("a covariance of " + count + " units has no eigenvectors");
    }
    DMatrixRMaj root = new DMatrixRMaj(Feature.COUNT, Feature.COUNT);
    for (int k = 0; k < Feature.COUNT; k++) {
      DMatrixRMaj direction = eigen.getEigenVector(k);
      double factor = 1 / Math.sqrt(Math.max(LEAST_VARIANCE / 2, eigen.getEigenvalue(k).getReal()));
      CommonOps_DDRM.multAddTransB(factor, direction, direction, root);
    }
    return root;
  }

  /** How much of what units have in common, as vectors of length 1, their states have: near 1 where rows tell. */
  private static double separation(List<List<double[]>> groups, double[] mean, DMatrixRMaj stretch) {
    double squares = 0;
    int count = 0;
    for (List<double[]> group : groups) {
      List<double[]> units = group.stream().map(vector -> unit(vector, mean, stretch)).toList();
      double[] middle = mean(units);
      for (double[] unit : units) {
        count++;
        for (int f = 0; f < unit.length; f++) {
          squares += (unit[f] - middle[f]) * (unit[f] - middle[f]);
        }
      }
    }
    return Math.max(0.01, 1 - squares / Math.max(1, count));
  }

  private static double[] unit(double[] vector, double[] mean, DMatrixRMaj stretch) {
    double[] product = new double[vector.length];
    double square = 1e-12;
    for (int i = 0; i < product.length; i++) {
      for (int j = 0; j < vector.length; j++) {
        product[i] += stretch.get(i, j) * (vector[j] - mean[j]);
      }
      square += product[i] * product[i];
    }
    for (int i = 0; i < product.length; i++) {
      product[i] /= Math.sqrt(square);
    }
    return product;
  }

  /** Turns 56 numbers into the embedding's many, with distances kept, so that none of these stands for one count. */
  private static DMatrixRMaj turn(int width, long seed) {
    Random random = new Random(seed);
    if (width < Feature.COUNT) { // in tests
      return RandomMatrices_DDRM.orthogonal(Feature.COUNT, width, random);
    }
    return CommonOps_DDRM.transpose(RandomMatrices_DDRM.orthogonal(width, Feature.COUNT, random), null);
  }
}
