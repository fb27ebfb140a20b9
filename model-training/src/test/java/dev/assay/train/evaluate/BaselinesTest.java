package dev.assay.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.TrainingSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final int[] TRAIN = {0, 1, 2, 3, 4};
  private static final int[] TEST = {5, 6};
  private static final TrainingSet SET =
      TrainingSet.of(List.of(sample(2, 0.1f, 9, 0), sample(2, 0.2f, 9, 1), sample(2, 0.9f, 8, 0), sample(1, 0.3f, 0, 9),
          sample(1, 0.4f, 0, 8), sample(0, 0.5f, 7, 0), sample(0, 0.5f, 0, 7)), TrainingSet.Codes.PRODUCT);

  private static TrainingSet.Sample sample(int best, float oz, int... opcodes) {
    return new TrainingSet.Sample(Split.TRAIN, "p", "d", "O0", "function", "f", 10, new int[56], opcodes, new float[6],
        best, oz, new boolean[1], new byte[8]);
  }

  @Test
  void theMajorityIsTheSameForEveryUnit() {
    Contender majority = Baselines.majority(SET, TRAIN, TEST);
    for (int i = 0; i < TEST.length; i++) {
      assertThat(majority.predictions().probabilities()[i]).containsExactly(new float[]{0, 0.4f, 0.6f, 0, 0, 0},
          within(1e-6f));
      assertThat(majority.predictions().oz()[i]).as("the median, not the mean").isEqualTo(0.3f);
    }
    assertThat(majority.neighbours()).containsExactly(2, 2);
  }

  @Test
  void theNearestByOpcodesVote() {
    Contender nearest = Baselines.nearestByOpcodes(SET, TRAIN, TEST);
    // All five training units vote; the neighbours' answer is the commonest among them.
    assertThat(nearest.predictions().probabilities()[0]).containsExactly(new float[]{0, 0.4f, 0.6f, 0, 0, 0},
        within(1e-6f));
    assertThat(nearest.predictions().oz()[1]).isCloseTo((0.1f + 0.2f + 0.9f + 0.3f + 0.4f) / 5, within(1e-6f));
    assertThat(nearest.neighbours()).containsExactly(2, 2);
  }
}
