package dev.assay.lsp.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  @Test
  void findsThePlaneThatVectorsLieIn() {
    Random random = new Random(7);
    double[][] plane = new double[200][2];
    List<float[]> vectors = new ArrayList<>();
    for (double[] point : plane) {
      point[0] = random.nextGaussian() * 5;
      point[1] = random.nextGaussian() * 2;
      float[] vector = new float[16];
      for (int i = 0; i < vector.length; i++) {
        // Two directions at right angles, and a place far from the origin.
        vector[i] = (float) (3 + point[0] * (i % 2 == 0 ? 1 : 0) + point[1] * (i % 2 == 1 ? 1 : 0));
      }
      vectors.add(vector);
    }
    double[][] found = PrincipalComponents.project(vectors);

    double scale = distance(found[0], found[1]) / distance(plane[0], plane[1]);
    for (int i = 2; i < plane.length; i++) {
      assertThat(distance(found[0], found[i])).as("distances are kept").isCloseTo(distance(plane[0], plane[i]) * scale,
          within(1e-3));
    }
    assertThat(variance(found, 0)).isGreaterThan(variance(found, 1));
    double farthest = 0;
    for (double[] point : found) {
      farthest = Math.max(farthest, Math.max(Math.abs(point[0]), Math.abs(point[1])));
    }
    assertThat(farthest).isCloseTo(1, within(1e-12));
  }

  @Test
  void givesTheSamePointsForTheSameVectors() {
    List<float[]> vectors = List.of(new float[]{1, 2, 3}, new float[]{3, 2, 1}, new float[]{0, 5, 0});
    assertThat(PrincipalComponents.project(vectors)).isDeepEqualTo(PrincipalComponents.project(vectors));
  }

  /** Few functions of an index are almost alike: their covariance has rank 1 or 2, and all else is rounding. */
  @Test
  void findsDirectionsOfFewVectorsThatAreAlmostAlike() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      float[] first = new float[256];
      for (int i = 0; i < first.length; i++) {
        first[i] = (float) random.nextGaussian() / 16;
      }
      float[] second = first.clone();
      second[random.nextInt(256)] += (float) Math.pow(10, -round / 3.0);
      double[][] found = PrincipalComponents.project(List.of(first, second, first.clone(), second.clone()));
      assertThat(found[0]).isEqualTo(found[2]);
      assertThat(found[1]).isEqualTo(found[3]);
    }
  }

  @Test
  void putsVectorsThatDoNotDifferInOnePlace() {
    assertThat(PrincipalComponents.project(List.of(new float[]{1, 2}, new float[]{1, 2})))
        .isDeepEqualTo(new double[2][2]);
    assertThat(PrincipalComponents.project(List.of())).isEmpty();
  }

  private static double distance(double[] one, double[] other) {
    return Math.hypot(one[0] - other[0], one[1] - other[1]);
  }

  private static double variance(double[][] points, int axis) {
    double squares = 0;
    for (double[] point : points) {
      squares += point[axis] * point[axis];
    }
    return squares;
  }
}
