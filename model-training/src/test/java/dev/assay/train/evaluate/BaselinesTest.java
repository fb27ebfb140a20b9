package dev.assay.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.feature.Feature;
import dev.assay.train.data.RowKinds;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.labels.Labels;
import dev.assay.train.predict.Scores;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final int[] TRAIN = {0, 1, 2, 3, 4};
  private static final int[] TEST = {5, 6};
  private static final TrainingSet SET =
      Samples.set(sample(2, 0.1f, 9, 0), sample(2, 0.2f, 9, 1), sample(2, 0.9f, 8, 0), sample(1, 0.3f, 0, 9),
          sample(1, 0.4f, 0, 8), sample(0, 0.5f, 7, 0), sample(0, 0.5f, 0, 7));

  private static TrainingSet.Sample sample(int best, float oz, int... opcodes) {
    return Samples.of(Samples.origin(Split.TRAIN, "p", "d", "O0", "f"), 10, new int[56], opcodes, best, oz,
        new float[6]);
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
  void theRowsThatAreSinglePassesSayTheBestAndNoneWhereNoneHelps() {
    RowKinds kinds = new RowKinds(List.of("function(gvn)", "function(sroa),function(gvn)", "function(sroa)"));
    TrainingSet set = TrainingSet.of(
        List.of(probed(100, 90, 40, 80), probed(100, 100, 100, 120), probed(100, 70, 90, 70), probed(100, -1, 60, 100)),
        TrainingSet.Codes.PRODUCT, kinds);
    int gvn = kinds.pass(0).orElseThrow();
    int sroa = kinds.pass(2).orElseThrow();
    int[] test = {0, 1, 2, 3};
    Contender all = Baselines.rows(set, test, 3);
    int[] first = Arrays.stream(all.predictions().probabilities()).mapToInt(Scores::first).toArray();
    assertThat(first).containsExactly(sroa, Labels.NONE, Math.min(gvn, sroa), Labels.NONE);
    assertThat(all.predictions().oz()).containsExactly(new float[]{0.6f, 0, 0.3f, 0.4f}, within(1e-6f));
    Contender one = Baselines.rows(set, test, 1);
    assertThat(Scores.first(one.predictions().probabilities()[0])).as("the only row read").isEqualTo(gvn);
    assertThat(one.name()).isEqualTo("Reading the rows, the first 1");
  }

  /** A unit whose probes leave so many instructions; less than 0 where the row is missing. */
  private static TrainingSet.Sample probed(int before, int... after) {
    int[] probes = new int[after.length];
    int[] states = new int[after.length * Feature.COUNT];
    for (int p = 0; p < after.length; p++) {
      probes[p] = after[p] < 0 ? -1 : p;
      states[p * Feature.COUNT + Feature.TOTAL_INSTS.ordinal()] = after[p];
    }
    return new TrainingSet.Sample("h", Samples.origin(Split.TEST, "p", "d", "O0", "f"), before, new int[56], new int[1],
        new float[Labels.NONE + 1], 0, 0, probes, states, new byte[8 * after.length]);
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
