package dev.assay.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class BestPassTest {
  private static OptionalInt best(int... instructions) {
    return BestPass.of(instructions.length, i -> instructions[i]);
  }

  @Test
  void fewestInstructionsWinAndTiesGoToTheLowestIndex() {
    assertThat(best(9, 5, 7, 5)).hasValue(1);
    assertThat(best(0, 0)).hasValue(0);
    assertThat(best(-1, Integer.MAX_VALUE, -1)).hasValue(1);
  }

  @Test
  void whatIsNotKnownNeverWins() {
    assertThat(best(-1, 3, -1)).hasValue(1);
    assertThat(best(-1, -1)).isEmpty();
    assertThat(best()).isEmpty();
  }
}
