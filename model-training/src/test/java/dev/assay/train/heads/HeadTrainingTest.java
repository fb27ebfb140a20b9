package dev.assay.train.heads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.PqBert;
import dev.assay.train.predict.Neighbours;
import dev.assay.train.predict.PqBertPredictor;
import dev.assay.train.predict.Predictions;
import dev.assay.train.predict.Scores;
import java.io.IOException;
import java.nio.file.Path;
import dev.assay.train.options.HeadSettings;
import dev.assay.train.options.LossWeights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadTrainingTest {
  private static final TrainingSet SET = TinySet.of(200, 5);

  @TempDir
  private Path folder;

  @Test
  void predictionsAndNeighboursBecomeRight() throws IOException {
    PqBertPredictor predictor = new PqBertPredictor(SET, new PqBert(TinySet.SHAPE, 1, Compute.CPU));
    HeadSettings settings = new HeadSettings(1, 12, 16, 2e-3, 3e-3, 0.01, new LossWeights(0.5, 4, 0.2, 0), 1);
    new HeadTraining(SET, predictor, settings, folder, "test").run();
    int[] train = SET.of(Split.TRAIN);
    int[] places = SET.of(Split.VALIDATION);
    Predictions predictions = Predictions.of(predictor, places);
    float[][] known = Predictions.of(predictor, train).embeddings();
    Scores scores =
        Scores.of(SET, places, predictions, Neighbours.bestPasses(SET, train, known, predictions.embeddings()));
    assertThat(scores.top1()).as("%s", scores).isGreaterThan(0.95);
    assertThat(scores.nearest5()).as("%s", scores).isGreaterThan(0.95);
    assertThat(scores.ozError()).as("%s", scores).isLessThan(4);
  }

  @Test
  void aFinishedTrainingGivesTheSameAgainWithoutTraining() throws IOException {
    HeadSettings settings = new HeadSettings(1, 1, 16, 2e-3, 3e-3, 0.01, new LossWeights(0.5, 4, 0, 0), 1);
    PqBertPredictor first = new PqBertPredictor(SET, new PqBert(TinySet.SHAPE, 1, Compute.CPU));
    new HeadTraining(SET, first, settings, folder, "test").run();
    PqBertPredictor second = new PqBertPredictor(SET, new PqBert(TinySet.SHAPE, 99, Compute.CPU));
    new HeadTraining(SET, second, settings, folder, "test").run();
    assertThat(second.parameters().values()).isEqualTo(first.parameters().values());
  }

  @Test
  void centringMovesEmbeddingsAndLeavesPredictionsAlone() {
    PqBertPredictor predictor = new PqBertPredictor(SET, new PqBert(TinySet.SHAPE, 3, Compute.CPU));
    int[] places = SET.of(Split.TRAIN);
    Predictions before = Predictions.of(predictor, places);
    predictor.centre(places);
    Predictions after = Predictions.of(predictor, places);
    float[] sum = new float[TinySet.SHAPE.width()];
    for (int i = 0; i < places.length; i++) {
      assertThat(after.probabilities()[i]).containsExactly(before.probabilities()[i], within(1e-5f));
      assertThat(after.oz()[i]).isCloseTo(before.oz()[i], within(1e-4f));
      for (int j = 0; j < sum.length; j++) {
        sum[j] += after.embeddings()[i][j];
      }
    }
    for (float one : sum) {
      assertThat(one / places.length).isCloseTo(0, within(1e-4f));
    }
  }
}
