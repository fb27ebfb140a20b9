package dev.assay.train.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchOrderTest {
  private static final int[] PLACES = {11, 12, 13, 14, 15, 16, 17};

  @Test
  void anyStepCanBeAskedForAtAnyTime() {
    BatchOrder inTurn = new BatchOrder(PLACES, 3, 5);
    int[][] steps = IntStream.range(0, 8).mapToObj(inTurn::at).toArray(int[][]::new);
    BatchOrder jumping = new BatchOrder(PLACES, 3, 5);
    for (int step = 7; step >= 0; step--) {
      assertThat(jumping.at(step)).isEqualTo(steps[step]);
    }
  }

  @Test
  void whatDoesNotFillABatchIsLeftOutOfTheEpoch() {
    BatchOrder order = new BatchOrder(PLACES, 3, 5);
    assertThat(order.stepsPerEpoch()).isEqualTo(2);
    List<Integer> epoch = IntStream.concat(IntStream.of(order.at(0)), IntStream.of(order.at(1))).boxed().toList();
    assertThat(epoch).hasSize(6).doesNotHaveDuplicates().isSubsetOf(11, 12, 13, 14, 15, 16, 17);
  }

  @Test
  void fewerUnitsThanABatchAreOneStep() {
    BatchOrder order = new BatchOrder(PLACES, 100, 5);
    assertThat(order.stepsPerEpoch()).isOne();
    assertThat(order.at(0)).containsExactlyInAnyOrder(PLACES);
  }

  @Test
  void anotherSeedIsAnotherOrder() {
    assertThat(new BatchOrder(PLACES, 7, 1).at(0)).isNotEqualTo(new BatchOrder(PLACES, 7, 2).at(0));
  }
}
