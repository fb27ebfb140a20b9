package dev.assay.train.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.options.LossWeights;
import dev.assay.train.predict.Predictor;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Each loss against its formula, computed here. */
@SuppressWarnings("try") // scopes act by being open
class ObjectiveTest {
  /** The scores of three passes for each of three units. */
  private static final double[][] SCORES = {{2, 0, 1}, {0, 1, 0.5}, {-1, 0.25, 0}};
  private static final double[] BENEFITS = {0.5, 0.1, -0.2};
  private static final double[][] EMBEDDINGS = {{3, 0}, {1, 1}, {0, 2}};
  /** Which share of the instructions each pass leaves; one could not be run. */
  private static final TrainingSet SET = Samples.set(sample(0, 0.3f, 0.60f, 0.61f, 0.65f),
      sample(0, 0.4f, 0.90f, 0.90f, Float.MAX_VALUE), sample(2, 0, 1.00f, 0.99f, 0.97f));

  private static TrainingSet.Sample sample(int best, float oz, float... left) {
    return Samples.of(Samples.origin(Split.TRAIN, "p", "d", "O0", "f"), 100, new int[56], new int[1], best, oz, left);
  }

  private static Tensor matrix(double[][] rows) {
    float[] flat = new float[rows.length * rows[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) rows[i / rows[0].length][i % rows[0].length];
    }
    return Tensor.create(flat, rows.length, rows[0].length);
  }

  private static double loss(double ranking, double oz, double contrast) {
    try (PointerScope scope = new PointerScope()) {
      Predictor.Outputs outputs =
          new Predictor.Outputs(matrix(EMBEDDINGS), matrix(SCORES), matrix(new double[][]{BENEFITS}).squeeze(0));
      return new Objective(new LossWeights(ranking, oz, contrast, 0))
          .loss(outputs, Compute.CPU, SET, new int[]{0, 1, 2}).item_float();
    }
  }

  private static double logSoftmax(double[] scores, int at) {
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score);
    }
    return scores[at] - Math.log(sum);
  }

  @Test
  void aloneItIsTheCrossEntropyOfTheBestPass() {
    double expected = -(logSoftmax(SCORES[0], 0) + logSoftmax(SCORES[1], 0) + logSoftmax(SCORES[2], 2)) / 3;
    assertThat(loss(0, 0, 0)).isCloseTo(expected, within(1e-5));
  }

  @Test
  void rankingIsTheCrossEntropyAgainstWhatEachPassLeaves() {
    // A pass that leaves one per cent more is asked for e times less; one that could not be run, never.
    double[][] wanted = {{1, Math.exp(-1), Math.exp(-5)}, {1, 1, 0}, {Math.exp(-3), Math.exp(-2), 1}};
    double expected = 0;
    for (int i = 0; i < 3; i++) {
      double sum = wanted[i][0] + wanted[i][1] + wanted[i][2];
      for (int p = 0; p < 3; p++) {
        expected -= wanted[i][p] / sum * logSoftmax(SCORES[i], p) / 3;
      }
    }
    assertThat(loss(0.5, 0, 0) - loss(0, 0, 0)).isCloseTo(0.5 * expected, within(1e-5));
  }

  @Test
  void theBenefitCountsByItsAbsoluteError() {
    assertThat(loss(0, 8, 0) - loss(0, 0, 0)).isCloseTo(8 * (0.2 + 0.3 + 0.2) / 3, within(1e-5));
  }

  @Test
  void contrastDrawsUnitsOfTheSameBestPassTogether() {
    // Units 0 and 1 have the same best pass; unit 2 is alone and says nothing. Cosines over a temperature of 0.1.
    double half = Math.sqrt(0.5);
    double[][] similar =
        {{Double.NEGATIVE_INFINITY, half / 0.1, 0}, {half / 0.1, Double.NEGATIVE_INFINITY, half / 0.1}};
    double expected = -(logSoftmax(similar[0], 1) + logSoftmax(similar[1], 0)) / 3;
    assertThat(loss(0, 0, 2) - loss(0, 0, 0)).isCloseTo(2 * expected, within(1e-4));
  }
}
