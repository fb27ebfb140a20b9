package dev.assay.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import org.junit.jupiter.api.Test;

class FeaturePredictorTest {
  private static TrainingSet.Sample sample(Split split, int... counts) {
    return Samples.of(Samples.origin(split, "p", "d", "O0", "f"), 10, counts, new int[1], 0, 0, new float[3]);
  }

  @Test
  void inputsAreLogarithmsWithMeanZeroAndDeviationOneOverTrainingUnitsAlone() {
    TrainingSet set =
        Samples.set(sample(Split.TRAIN, 0, 5), sample(Split.TRAIN, 7, 5), sample(Split.TEST, 1_000_000, 9));
    float[][] inputs = FeaturePredictor.normalised(set, TrainingSet.Sample::features);
    assertThat(inputs[0][0]).isCloseTo(-1, within(1e-5f));
    assertThat(inputs[1][0]).isCloseTo(1, within(1e-5f));
    double mean = Math.log(8) / 2;
    assertThat((double) inputs[2][0]).isCloseTo((Math.log(1_000_001) - mean) / mean, within(1e-4));
    assertThat(inputs[0][1]).as("a count that never varies says nothing").isCloseTo(0, within(1e-3f));
    assertThat(inputs[2][1]).as("and does not become infinite elsewhere").isFinite();
  }
}
