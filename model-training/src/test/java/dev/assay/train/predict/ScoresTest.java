package dev.assay.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {
  private static final TrainingSet SET =
      TrainingSet.of(List.of(sample(0, 0.5f, 0.5f, 0.9f, 1f, 1f, 1f, 1f), sample(2, 1f, 1f, 0.2f, 1f, 1f, 1f, 1f)),
          TrainingSet.Codes.PRODUCT);

  private static TrainingSet.Sample sample(int best, float... left) {
    return new TrainingSet.Sample(Split.TEST, "p", "d", "O0", "function", "f", 10, new int[56], new int[1], left, best,
        0.5f, new boolean[1], new byte[8]);
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
  void ofEquallyLikelyPassesTheLowerOneComesFirst() {
    float[][] probabilities = {{0.5f, 0.5f, 0, 0, 0, 0, 0}};
    Predictions predictions = new Predictions(new float[1][0], probabilities, new float[]{0.5f});
    Scores scores = Scores.of(SET, new int[]{0}, predictions, new int[0]);
    assertThat(scores.top1()).isEqualTo(1);
    assertThat(scores.nearest5()).as("not asked for").isNaN();
    assertThat(scores.toString()).doesNotContain("5-NN");
  }
}
