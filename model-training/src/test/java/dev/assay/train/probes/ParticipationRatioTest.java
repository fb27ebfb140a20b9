package dev.assay.train.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ParticipationRatioTest {
  private static ParticipationRatio of(float[]... rows) {
    ParticipationRatio ratio = new ParticipationRatio(rows[0].length);
    for (float[] row : rows) {
      ratio.add(row);
    }
    return ratio;
  }

  @Test
  void rowsOnALineHaveOneDirectionAndASquareHasTwo() {
    assertThat(of(new float[]{1, 2}, new float[]{2, 4}, new float[]{3, 6}).value()).isEqualTo(1, within(1e-9));
    assertThat(of(new float[]{0, 0}, new float[]{0, 1}, new float[]{1, 0}, new float[]{1, 1}).value()).isEqualTo(2,
        within(1e-9));
    assertThat(of(new float[]{5, 5}, new float[]{5, 5}).value()).as("nothing differs").isZero();
  }

  @Test
  void itIsTheSameWithARowAndAfterAddingIt() {
    Random random = new Random(3);
    ParticipationRatio ratio = new ParticipationRatio(5);
    for (int i = 0; i < 20; i++) {
      float[] row = new float[5];
      for (int j = 0; j < 5; j++) {
        row[j] = random.nextFloat();
      }
      double expected = ratio.with(row);
      ratio.add(row);
      assertThat(ratio.value()).isEqualTo(expected, within(1e-9));
    }
    assertThat(ratio.value()).isBetween(1.0, 5.0);
  }
}
