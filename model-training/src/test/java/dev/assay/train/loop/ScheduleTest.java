package dev.assay.train.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Schedule SCHEDULE = new Schedule(2, 200);

  @Test
  void risesInAStraightLineOverATwentiethOfTheSteps() {
    assertThat(SCHEDULE.at(0)).isCloseTo(0.2, within(1e-12));
    assertThat(SCHEDULE.at(4)).isCloseTo(1.0, within(1e-12));
    assertThat(SCHEDULE.at(9)).isCloseTo(2.0, within(1e-12));
  }

  @Test
  void fallsInHalfACosineToATwentieth() {
    assertThat(SCHEDULE.at(10)).isCloseTo(2.0, within(1e-12));
    assertThat(SCHEDULE.at(105)).as("half way: the middle of 2 and 0.1").isCloseTo(1.05, within(1e-12));
    assertThat(SCHEDULE.at(200)).isCloseTo(0.1, within(1e-12));
    assertThat(SCHEDULE.at(1_000)).as("and stays there").isCloseTo(0.1, within(1e-12));
    for (int step = 11; step <= 200; step++) {
      assertThat(SCHEDULE.at(step)).isLessThan(SCHEDULE.at(step - 1));
    }
  }

  @Test
  void aTrainingOfOneStepHasARate() {
    assertThat(new Schedule(0.5, 1).at(0)).isEqualTo(0.5);
  }
}
