package dev.assay.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.train.labels.Labels;
import java.util.Arrays;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final TrainingSet SET =
      Samples.set(sample(0, 0.5f, 0.5f, 0.9f, 1f, 1f, 1f, 1f), sample(2, 1f, 1f, 0.2f, 1f, 1f, 1f, 1f));

  private static TrainingSet.Sample sample(int best, float... left) {
    return Samples.of(Samples.origin(Split.TEST, "p", "d", "O0", "f"), 10, new int[56], new int[1], best, 0.5f, left);
  }

  @Test
  void tiesCountOnlyWhereItSaysSo() {
    // Of the first unit pass 1 is as good as pass 0, which is the best one by its lower index.
    float[][] probabilities = {{0.1f, 0.8f, 0.1f, 0, 0, 0, 0}, {0.2f, 0.2f, 0.1f, 0.2f, 0.15f, 0.12f, 0.03f}};
    Predictions predictions = new Predictions(new float[2][0], probabilities, new float[]{0.4f, 0.8f});
    Scores scores = Scores.of(SET, new int[]{0, 1}, predictions, new int[]{1, 2});
    assertThat(scores.top1()).isZero();
    assertThat(scores.top1Tied()).isEqualTo(0.5);
    assertThat(scores.top5()).isEqualTo(0.5);
    assertThat(scores.top5Tied()).isEqualTo(0.5);
    assertThat(scores.ozError()).isCloseTo(20, within(1e-4));
    assertThat(scores.nearest5()).isEqualTo(0.5);
  }

  @Test
  void unitsThatNoPassHelpsAreCountedApart() {
    float[] left = new float[Labels.NONE + 1];
    Arrays.fill(left, 1f);
    TrainingSet set = Samples.set(sample(Labels.NONE, left), sample(1, 1f, 0.5f, 1f, 1f, 1f, 1f, 1f));
    float[] none = new float[Labels.NONE + 1];
    none[Labels.NONE] = 1;
    float[][] probabilities = {none, {0, 0, 1, 0, 0, 0, 0}};
    Predictions predictions = new Predictions(new float[2][0], probabilities, new float[2]);
    Scores scores = Scores.of(set, new int[]{0, 1}, predictions, new int[0]);
    assertThat(scores.top1()).isEqualTo(0.5);
    assertThat(scores.helped()).isOne();
    assertThat(scores.top1Helped()).isZero();
  }

  @Test
  void ofEquallyLikelyPassesTheLowerOneComesFirst() {
    float[][] probabilities = {{0.5f, 0.5f, 0, 0, 0, 0, 0}};
    Predictions predictions = new Predictions(new float[1][0], probabilities, new float[]{0.5f});
    Scores scores = Scores.of(SET, new int[]{0}, predictions, new int[0]);
    assertThat(scores.top1()).isEqualTo(1);
    assertThat(scores.nearest5()).as("not asked for").isNaN();
    assertThat(scores.toString()).doesNotContain("5-NN");
  }
}
