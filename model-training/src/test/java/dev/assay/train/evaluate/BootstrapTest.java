package dev.assay.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void projectsAreDrawnWhole() {
    // Each project is of one mind: however many units it has, it counts as one draw.
    List<String> projects = new ArrayList<>();
    double[] values = new double[400];
    for (int i = 0; i < values.length; i++) {
      projects.add("p" + i % 4);
      values[i] = i % 4 == 0 ? 1 : 0;
    }
    double[] interval = Bootstrap.interval(values, projects, 1);
    assertThat(interval[0]).as("no project of the first kind may be drawn").isZero();
    assertThat(interval[1]).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void manyProjectsGiveAboutTheNormalInterval() {
    Random random = new Random(2);
    List<String> projects = new ArrayList<>();
    double[] values = new double[2_000];
    for (int i = 0; i < values.length; i++) {
      projects.add("p" + i);
      values[i] = random.nextDouble() < 0.7 ? 1 : 0;
    }
    double[] interval = Bootstrap.interval(values, projects, 1);
    double half = 1.96 * Math.sqrt(0.7 * 0.3 / values.length);
    assertThat(interval[1] - interval[0]).isCloseTo(2 * half, within(0.3 * half));
    assertThat(interval[0]).isLessThan(0.7).isGreaterThan(0.65);
  }
}
