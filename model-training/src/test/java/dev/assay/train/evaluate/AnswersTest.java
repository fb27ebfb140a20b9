package dev.assay.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.Parameters;
import dev.assay.train.predict.FeaturePredictor;
import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final TrainingSet SET = TinySet.of(12, 3);

  /** A predictor that notes what it is asked about. */
  private record Noting(Predictor predictor, List<Integer> asked) implements Predictor {
    @Override
    public Parameters parameters() {
      return predictor.parameters();
    }

    @Override
    public boolean isEncoder(String parameter) {
      return predictor.isEncoder(parameter);
    }

    @Override
    public Outputs outputs(int[] places, Random random, boolean vary, boolean frozen) {
      Arrays.stream(places).forEach(asked::add);
      return predictor.outputs(places, random, vary, frozen);
    }
  }

  @Test
  void unitsAreAskedAboutOnceAndAnswersAreTheirs() {
    FeaturePredictor predictor = new FeaturePredictor(FeaturePredictor.normalised(SET, TrainingSet.Sample::features),
        TinySet.SHAPE, 1, Compute.CPU);
    Noting noting = new Noting(predictor, new ArrayList<>());
    Answers answers = new Answers(noting, SET.size());
    answers.of(new int[]{7, 2, 7});
    int[] places = {2, 9, 7, 0, 9};
    Predictions again = answers.of(places);
    assertThat(noting.asked).containsExactly(7, 2, 9, 0);
    Predictions alone = Predictions.of(predictor, places);
    for (int i = 0; i < places.length; i++) {
      assertThat(again.embeddings()[i]).as("%d", places[i]).containsExactly(alone.embeddings()[i], within(1e-5f));
      assertThat(again.probabilities()[i]).as("%d", places[i]).containsExactly(alone.probabilities()[i], within(1e-5f));
      assertThat(again.oz()[i]).as("%d", places[i]).isCloseTo(alone.oz()[i], within(1e-5f));
    }
  }
}
