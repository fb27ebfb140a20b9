package dev.assay.workspace.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.encoder.Prediction;
import dev.assay.probe.PassCatalogue;
import org.junit.jupiter.api.Test;

class PredictionsTest {
  private static String wording(int likeliest, float probability, float none) {
    float[] probabilities = new float[PassCatalogue.COUNT + 1];
    probabilities[likeliest] = probability;
    probabilities[PassCatalogue.COUNT] = none;
    return Predictions.likeliest(new Prediction(new float[Prediction.EMBEDDING_SIZE], probabilities, 0));
  }

  @Test
  void whereNoneHelpsNoneIsTheAnswer() {
    assertThat(wording(0, 0.02f, 0.97f)).isEqualTo("none 97 %");
  }

  @Test
  void whereAPassMayHelpTheLikeliestAreNamed() {
    String name = PassCatalogue.standard().get(7).name();
    assertThat(wording(7, 0.6f, 0.4f)).startsWith(name + " 60 %, ").doesNotContain("none");
  }
}
