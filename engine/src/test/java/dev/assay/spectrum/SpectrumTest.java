package dev.assay.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.probe.Outcome;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpectrumTest {
  private static final Outcome MISSING = new Outcome.Missing(Outcome.Reason.CRASHED, "SIGSEGV");

  @Test
  void isTheDifferenceOfLogarithms() {
    Spectrum spectrum = Spectrum.of(loads(7), List.of(measured(loads(3))));
    Reaction reaction = spectrum.rows().get(0).orElseThrow();
    assertThat(reaction.get(Feature.NUM_LOAD_INST)).isCloseTo((float) Math.log(4.0 / 8.0), within(1e-6f));
    assertThat(reaction.get(Feature.NUM_LOAD_INST.ordinal())).isEqualTo(reaction.get(Feature.NUM_LOAD_INST));
  }

  @Test
  void isZeroWhereNothingChanges() {
    Spectrum spectrum = Spectrum.of(loads(7), List.of(measured(loads(7))));
    assertThat(spectrum.rows().get(0).orElseThrow().toArray()).hasSize(56).containsOnly(0f);
  }

  @Test
  void isPositiveWhereAProbeAdds() {
    Spectrum spectrum = Spectrum.of(loads(0), List.of(measured(loads(1))));
    assertThat(spectrum.rows().get(0).orElseThrow().get(Feature.NUM_LOAD_INST)).isCloseTo((float) Math.log(2),
        within(1e-6f));
  }

  @Test
  void keepsMissingRowsAtTheirPlace() {
    Spectrum spectrum = Spectrum.of(loads(2), List.of(measured(loads(1)), MISSING, measured(loads(0))));
    assertThat(spectrum.size()).isEqualTo(3);
    assertThat(spectrum.missing()).isEqualTo(1);
    assertThat(spectrum.rows().get(0)).isPresent();
    assertThat(spectrum.rows().get(1)).isEmpty();
    assertThat(spectrum.rows().get(2)).isPresent();
  }

  @Test
  void ofNoProbesIsEmpty() {
    assertThat(Spectrum.of(loads(2), List.of()).size()).isZero();
  }

  @Test
  void isFiniteForAllCounts() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      FeatureVector before = random(random);
      FeatureVector after = random(random);
      Reaction there = Reaction.between(before, after);
      Reaction back = Reaction.between(after, before);
      for (int feature = 0; feature < Feature.COUNT; feature++) {
        assertThat(there.get(feature)).as("seed %d", seed).isFinite().isEqualTo(-back.get(feature));
      }
    }
  }

  @Test
  void handsOutCopiesOnly() {
    Reaction reaction = Reaction.between(loads(7), loads(3));
    reaction.toArray()[0] = 42;
    assertThat(reaction).isEqualTo(Reaction.between(loads(7), loads(3)))
        .hasSameHashCodeAs(Reaction.between(loads(7), loads(3))).isNotEqualTo(Reaction.between(loads(7), loads(2)));
  }

  private static FeatureVector loads(int count) {
    int[] counts = new int[Feature.COUNT];
    counts[Feature.NUM_LOAD_INST.ordinal()] = count;
    return FeatureVector.of(counts);
  }

  private static FeatureVector random(Random random) {
    return FeatureVector
        .of(random.ints(Feature.COUNT, 0, Integer.MAX_VALUE).map(n -> n >> random.nextInt(31)).toArray());
  }

  private static Outcome measured(FeatureVector features) {
    return new Outcome.Measured(new Observation(features, OpcodeCounts.ofNumbers(new int[Opcode.NUMBERS])));
  }
}
