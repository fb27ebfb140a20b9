package dev.assay.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TsneTest {
  @Test
  void whatIsApartStaysApart() {
    Random random = new Random(4);
    float[][] points = new float[160][16];
    for (int i = 0; i < points.length; i++) {
      for (int d = 0; d < 16; d++) {
        points[i][d] = (float) (random.nextGaussian() + (i % 2 == 0 ? 8 : -8));
      }
    }
    double[][] places = Tsne.place(points, 1);
    int wrong = 0;
    for (int i = 0; i < places.length; i++) {
      int nearest = i == 0 ? 1 : 0;
      for (int j = 0; j < places.length; j++) {
        if (j != i && Math.hypot(places[i][0] - places[j][0], places[i][1] - places[j][1]) < Math
            .hypot(places[i][0] - places[nearest][0], places[i][1] - places[nearest][1])) {
          nearest = j;
        }
      }
      wrong += nearest % 2 == i % 2 ? 0 : 1;
    }
    assertThat(wrong).isZero();
  }
}
