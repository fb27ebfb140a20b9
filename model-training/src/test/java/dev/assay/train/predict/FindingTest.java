package dev.assay.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingTest {
  @Test
  void ownUnitsAreCountedByTheirRank() {
    float[][] pool = {{1, 0}, {0, 1}, {-1, 0}, {0.8f, 0.6f}};
    float[][] queries = {{2, 0.1f}, {1, 0}, {-5, 1}};
    Finding finding = Finding.of(queries, pool);
    // The first and the third are nearest to their own; the second is nearer to indices 0 and 3 than to its own.
    assertThat(finding.recall1()).isCloseTo(2 / 3.0, within(1e-9));
    assertThat(finding.recall10()).isEqualTo(1);
    assertThat(finding.reciprocalRank()).isCloseTo((1 + 1 / 3.0 + 1) / 3, within(1e-9));
    assertThat(finding.hits()).containsExactly(1, 0, 1);
    assertThat(finding.pool()).isEqualTo(4);
  }

  @Test
  void ofEquallyNearUnitsAnyMayComeFirst() {
    float[][] pool = new float[20][];
    for (int i = 0; i < pool.length; i++) {
      pool[i] = new float[]{3, 4};
    }
    Finding finding = Finding.of(new float[][]{{3, 4}}, pool);
    assertThat(finding.recall1()).isCloseTo(1 / 20.0, within(1e-6));
    assertThat(finding.recall10()).isCloseTo(0.5, within(1e-6));
    double expected = IntStream.rangeClosed(1, 20).mapToDouble(rank -> 1.0 / rank).average().orElseThrow();
    assertThat(finding.reciprocalRank()).isCloseTo(expected, within(1e-6));
  }

  @Test
  void manyQueriesAreAnsweredAsOneByOne() {
    Random random = new Random(5);
    float[][] pool = IntStream.range(0, 700).mapToObj(i -> new float[]{random.nextFloat(), random.nextFloat(), 1})
        .toArray(float[][]::new);
    float[][] queries = IntStream.range(0, 600)
        .mapToObj(i -> new float[]{pool[i][0] + 0.01f * random.nextFloat(), pool[i][1], 1}).toArray(float[][]::new);
    Finding all = Finding.of(queries, pool);
    double hits = 0;
    for (int i = 0; i < queries.length; i++) {
      int nearest = 0;
      for (int j = 1; j < pool.length; j++) {
        nearest = cosine(queries[i], pool[j]) > cosine(queries[i], pool[nearest]) ? j : nearest;
      }
      hits += nearest == i ? 1 : 0;
    }
    assertThat(all.recall1()).isCloseTo(hits / queries.length, within(0.02)); // some are equal but for rounding
    assertThat(all.recall1()).isBetween(0.01, 0.99);
  }

  private static double cosine(float[] a, float[] b) {
    return Finding.cosines(List.of(a), List.of(b))[0];
  }

  @Test
  void cosinesAreThoseOfThePairs() {
    assertThat(
        Finding.cosines(List.of(new float[]{1, 0}, new float[]{0, 2}), List.of(new float[]{1, 1}, new float[]{0, -7})))
        .containsExactly(new double[]{Math.sqrt(0.5), -1}, within(1e-9));
  }

  private static TrainingSet.Sample sample(String identity, String flavour) {
    return Samples.of(Samples.origin(Split.TEST, "p", "d", flavour, identity), 10, new int[56], new int[1], 0, 0,
        new float[3]);
  }

  @Test
  void pairsAreTheSameFunctionInTwoStatesAndOthersStandInTheWay() {
    TrainingSet set = Samples.set(sample("a", "O0"), sample("b", "O0"), sample("b", "O2"), sample("c", "O2"),
        sample("a", "O2"), sample("d", "O0"), sample("a", "O2"));
    int[] places = IntStream.range(0, set.size()).toArray();
    Pairs pairs = Pairs.of(set, places, sample -> sample.origin().flavour().equals("O0"),
        sample -> sample.origin().flavour().equals("O2"), 100, 1);
    assertThat(pairs.queries()).containsExactlyInAnyOrder(0, 1);
    assertThat(pairs.pool()).hasSize(3).endsWith(3);
    for (int i = 0; i < pairs.queries().length; i++) {
      assertThat(set.get(pairs.pool()[i]).origin().identity())
          .isEqualTo(set.get(pairs.queries()[i]).origin().identity());
    }
    assertThat(Pairs.of(set, places, sample -> sample.origin().flavour().equals("O0"),
        sample -> sample.origin().flavour().equals("O2"), 1, 1).pool()).as("no more than asked for").hasSize(1);
  }
}
