package dev.assay.index.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.index.Embedding;
import dev.assay.index.Significance;
import dev.assay.index.TestFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairDistributionTest {
  private static SampledBody body(int number, int instructions, Embedding embedding) {
    return new SampledBody("hash" + number, SizeBand.of(instructions), embedding);
  }

  /** Small functions are nearly all alike; large ones are of a hundred kinds. */
  private static List<SampledBody> sample() {
    Random random = new Random(1);
    List<SampledBody> sample = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      sample.add(body(i, 3, TestFunctions.near(0, 0.3, random)));
      sample.add(body(1000 + i, 200, TestFunctions.near(i % 100, 0.3, random)));
    }
    return sample;
  }

  @Test
  void sellsTwoGettersAsNothingAndTwoLargeTwinsAsAFind() {
    PairDistribution pairs = new PairSample().distribution(sample());
    Significance getters = pairs.significance(0.92, 3, 4).orElseThrow();
    Significance twins = pairs.significance(0.92, 180, 300).orElseThrow();
    Significance unequal = pairs.significance(0.92, 3, 200).orElseThrow();
    assertThat(getters.share()).isGreaterThan(0.2);
    assertThat(twins.share()).isLessThan(0.02);
    assertThat(twins.strength()).isGreaterThan(1.5);
    assertThat(unequal.share()).isLessThan(0.02);
    assertThat(twins.pairs()).isEqualTo(120 * 119 / 2);
    assertThat(unequal.pairs()).isEqualTo(120 * 120);
  }

  @Test
  void countsTheShareOfPairsThatAreAtLeastAsSimilar() {
    List<SampledBody> sample = sample();
    PairDistribution pairs = new PairSample().distribution(sample);
    List<SampledBody> large = sample.stream().filter(body -> body.band() == SizeBand.of(200)).toList();
    for (double similarity : new double[]{-0.2, 0, 0.05, 0.5, 0.9, 1}) {
      long alike = 0;
      for (int i = 0; i < large.size(); i++) {
        for (int j = 0; j < i; j++) {
          alike += large.get(i).embedding().similarity(large.get(j).embedding()) >= similarity ? 1 : 0;
        }
      }
      double share = (alike + 1.0) / (120 * 119 / 2 + 1.0);
      assertThat(pairs.significance(similarity, 200, 200).orElseThrow().share()).isCloseTo(share, within(0.02));
    }
  }

  @Test
  void asksTheNeighboursWhereTooFewFunctionsAreOfASize() {
    PairDistribution pairs = new PairSample().distribution(sample());
    // None has 40 to 79 instructions; the nearest that have are those of 200.
    assertThat(pairs.significance(0.9, 50, 50).orElseThrow().pairs()).isEqualTo(120 * 119 / 2);
  }

  @Test
  void saysNothingWithoutEnoughPairs() {
    assertThat(new PairSample().distribution(List.of()).significance(0.9, 5, 5)).isEmpty();
    assertThat(new PairSample().distribution(sample().subList(0, 14)).significance(0.9, 5, 5)).isEmpty();
    assertThat(new PairSample().distribution(sample().subList(0, 16)).significance(0.9, 5, 5)).isPresent();
  }

  @Test
  void countsTheSameWhetherASampleGrewOrWasNew() {
    List<SampledBody> sample = sample();
    PairSample grown = new PairSample();
    Random random = new Random(3);
    for (int i = 0; i < 30; i++) {
      int from = random.nextInt(100);
      grown.distribution(sample.subList(from, from + random.nextInt(140)));
    }
    List<SampledBody> changed = new ArrayList<>(sample.subList(20, 200));
    changed.set(3, body(-1, 8, TestFunctions.near(4, 0.4, random)));
    PairDistribution one = grown.distribution(changed);
    PairDistribution other = new PairSample().distribution(changed);
    for (int i = 0; i < 200; i++) {
      double similarity = random.nextDouble();
      int instructions = random.nextInt(400);
      assertThat(one.significance(similarity, 3, instructions))
          .isEqualTo(other.significance(similarity, 3, instructions));
    }
  }

  @Test
  void hasABandForEverySize() {
    assertThat(SizeBand.of(0)).isEqualTo(SizeBand.FROM_0);
    assertThat(SizeBand.of(Integer.MAX_VALUE)).isEqualTo(SizeBand.FROM_320);
    for (SizeBand band : SizeBand.values()) {
      assertThat(SizeBand.of(band.least())).isEqualTo(band);
      assertThat(SizeBand.of(band.most())).isEqualTo(band);
    }
  }
}
