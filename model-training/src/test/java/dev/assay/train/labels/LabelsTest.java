package dev.assay.train.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void theBestPassLeavesFewestTheLowestIndexOfEquals() {
    assertThat(Labels.bestPass(List.of(9, 7, 8))).isEqualTo(1);
    assertThat(Labels.bestPass(List.of(9, 7, 7, 7))).isEqualTo(1);
    assertThat(Labels.bestPass(List.of(7, 7))).isZero();
    assertThat(Labels.bestPass(List.of(4, 0))).as("nothing left is the best").isEqualTo(1);
  }

  @Test
  void aPassThatCouldNotBeRunIsNotTheBest() {
    assertThat(Labels.bestPass(List.of(-1, 9, -1, 8))).isEqualTo(3);
    assertThat(Labels.bestPass(List.of(-1, -1, 5))).isEqualTo(2);
    assertThat(Labels.bestPass(List.of(-1, -1))).as("none could be run").isZero();
  }
}
