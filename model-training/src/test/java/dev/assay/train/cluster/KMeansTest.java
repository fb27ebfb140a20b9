package dev.assay.train.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KMeansTest {
  @Test
  void centroidsAreTheMeansOfWhatLiesTogether() {
    Random random = new Random(2);
    double[][] points = new double[300][12]; // more than ten numbers, which sort otherwise as text
    for (int i = 0; i < points.length; i++) {
      for (int j = 0; j < 12; j++) {
        points[i][j] = 100 * (i % 3) + j + random.nextGaussian();
      }
    }
    List<double[]> centroids = KMeans.centroids(points, 3, 50, 1);
    assertThat(centroids).hasSize(3);
    for (int group = 0; group < 3; group++) {
      double[] nearest = centroids.get(KMeans.nearest(centroids, points[group]));
      for (int j = 0; j < 12; j++) {
        assertThat(nearest[j]).isCloseTo(100 * group + j, within(1.0));
      }
    }
  }

  @Test
  void theNearestIsTheFirstOfEquals() {
    List<double[]> centroids = List.of(new double[]{5, 5}, new double[]{0, 1}, new double[]{1, 0}, new double[]{0, 1});
    assertThat(KMeans.nearest(centroids, new double[]{0, 0})).isEqualTo(1);
    assertThat(KMeans.nearest(centroids, new double[]{4, 4})).isZero();
    assertThat(KMeans.nearest(centroids, new double[]{0.9, 0})).isEqualTo(2);
  }
}
