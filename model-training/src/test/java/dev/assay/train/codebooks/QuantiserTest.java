package dev.assay.train.codebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.feature.Feature;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantiserTest {
  private static Map<Quantiser.Vector, Integer> vectors(int count, int different, long seed) {
    Random random = new Random(seed);
    Map<Quantiser.Vector, Integer> vectors = new HashMap<>();
    for (int i = 0; i < count; i++) {
      float[] vector = new float[56];
      for (int j = 0; j < 56; j++) {
        vector[j] = random.nextInt(different) / 4f;
      }
      vectors.merge(new Quantiser.Vector(vector), 1 + random.nextInt(100), Integer::sum);
    }
    return vectors;
  }

  @Test
  void fewerDifferentSubVectorsThanCentroidsAreKeptExactly() {
    Map<Quantiser.Vector, Integer> vectors = vectors(100, 3, 1);
    Quantiser quantiser = Quantiser.learn(vectors, 8, 1);
    for (float[][] book : quantiser.centroids()) {
      assertThat(book.length).isLessThanOrEqualTo(100);
    }
    for (Quantiser.Vector vector : vectors.keySet()) {
      byte[] codes = quantiser.encode(vector.values());
      for (int i = 0; i < 56; i++) {
        // The last book keeps the number of instructions alone.
        if (i / 7 < 7 || i == Feature.TOTAL_INSTS.ordinal()) {
          assertThat(quantiser.centroids()[i / 7][codes[i / 7] & 0xFF][i % 7]).isCloseTo(vector.values()[i],
              within(1e-6f));
        }
      }
    }
  }

  @Test
  void manyDifferentSubVectorsShareCentroids() {
    Map<Quantiser.Vector, Integer> vectors = vectors(2000, 9, 2);
    Quantiser quantiser = Quantiser.learn(vectors, 8, 2);
    double error = 0;
    double own = 0;
    for (Quantiser.Vector vector : vectors.keySet()) {
      error += quantiser.squaredError(vector.values());
      for (float value : vector.values()) {
        own += value * value;
      }
    }
    for (float[][] book : quantiser.centroids()) {
      assertThat(book.length).isLessThanOrEqualTo(256);
    }
    assertThat(error / own).isBetween(0.001, 0.4);
  }

  @Test
  void theNumberOfInstructionsHasABookOfItsOwn() {
    Random random = new Random(3);
    Map<Quantiser.Vector, Integer> vectors = new HashMap<>();
    for (int i = 0; i < 3000; i++) {
      float[] vector = new float[56];
      for (int j = 49; j < 56; j++) {
        vector[j] = random.nextFloat();
      }
      vectors.put(new Quantiser.Vector(vector), 1);
    }
    Quantiser quantiser = Quantiser.learn(vectors, 8, 3);
    float[][] book = quantiser.centroids()[7];
    for (int c = 1; c < book.length; c++) {
      assertThat(book[c][2]).as("sorted").isGreaterThan(book[c - 1][2]);
      assertThat(book[c][3]).as("alike in all else").isEqualTo(book[0][3]);
    }
    for (Quantiser.Vector vector : vectors.keySet()) {
      float[] centroid = book[quantiser.encode(vector.values())[7] & 0xFF];
      assertThat(Math.abs(centroid[2] - vector.values()[51])).isLessThan(0.02f);
    }
  }
}
