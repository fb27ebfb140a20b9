package dev.assay.train.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static TrainingSet set(int... bestPasses) {
    List<TrainingSet.Sample> samples = new ArrayList<>();
    for (int best : bestPasses) {
      samples.add(Samples.of(Samples.origin(Split.TRAIN, "p", "d", "O0", "f"), 10, new int[56], new int[1], best, 0,
          new float[10]));
    }
    return Samples.set(samples.toArray(TrainingSet.Sample[]::new));
  }

  /** Directions at angles in degrees; with their opposites, so that the mean is zero and cosines are plain. */
  private static float[][] directions(double... degrees) {
    return IntStream.range(0, degrees.length).mapToObj(
        i -> new float[]{(float) Math.cos(Math.toRadians(degrees[i])), (float) Math.sin(Math.toRadians(degrees[i]))})
        .toArray(float[][]::new);
  }

  @Test
  void nearestAreByAngleTheNearestFirstWhateverTheLength() {
    float[][] known = directions(0, 40, 90, 180, 220, 270);
    float[][] query = {{100, 20}}; // at 11 degrees
    assertThat(Neighbours.nearest(known, query, 3)[0]).containsExactly(0, 1, 2);
    assertThat(Neighbours.nearest(known, query, 99)[0]).as("no more than there are").hasSize(6);
  }

  @Test
  void anglesAreMeasuredAroundTheMeanOfWhatIsKnown() {
    float[][] known = directions(0, 40, 90, 180, 220, 270);
    for (float[] one : known) {
      one[0] += 50;
      one[1] -= 30;
    }
    float[][] query = {{50 + 1f, -30 + 0.2f}};
    assertThat(Neighbours.nearest(known, query, 3)[0]).containsExactly(0, 1, 2);
  }

  @Test
  void manyQueriesAreAnsweredAsOneByOne() {
    Random random = new Random(4);
    float[][] known = vectors(random, 40);
    float[][] queries = vectors(random, 1_100); // more than two batches
    int[][] all = Neighbours.nearest(known, queries, 4);
    for (int i : new int[]{0, 511, 512, 1_023, 1_024, 1_099}) {
      assertThat(all[i]).as("query %d", i).containsExactly(byHand(known, queries[i], 4));
    }
  }

  private static float[][] vectors(Random random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new float[]{random.nextFloat() - 0.5f, random.nextFloat() - 0.5f, random.nextFloat() - 0.5f})
        .toArray(float[][]::new);
  }

  private static int[] byHand(float[][] known, float[] query, int count) {
    double[] mean = new double[3];
    for (float[] one : known) {
      for (int j = 0; j < 3; j++) {
        mean[j] += one[j] / known.length;
      }
    }
    return IntStream.range(0, known.length).boxed()
        .sorted((a, b) -> Double.compare(cosine(known[b], query, mean), cosine(known[a], query, mean))).limit(count)
        .mapToInt(i -> i).toArray();
  }

  private static double cosine(float[] a, float[] b, double[] mean) {
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int j = 0; j < a.length; j++) {
      product += (a[j] - mean[j]) * (b[j] - mean[j]);
      squareA += (a[j] - mean[j]) * (a[j] - mean[j]);
      squareB += (b[j] - mean[j]) * (b[j] - mean[j]);
    }
    return product / Math.sqrt(squareA * squareB);
  }

  @Test
  void theCommonestBestPassOfFiveCountsOfEqualsThatOfTheNearest() {
    float[][] known = directions(0, 10, 20, 30, 40, 180, 190, 200, 210, 220);
    float[][] query = directions(2);
    int[] places = IntStream.range(0, 10).toArray();
    TrainingSet commonest = set(1, 7, 7, 2, 3, 9, 9, 9, 9, 9);
    assertThat(Neighbours.bestPasses(commonest, places, known, query)).containsExactly(7);
    TrainingSet equal = set(4, 7, 7, 4, 3, 9, 9, 9, 9, 9);
    assertThat(Neighbours.bestPasses(equal, places, known, query)).containsExactly(4);
  }
}
