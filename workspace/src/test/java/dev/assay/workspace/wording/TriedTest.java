package dev.assay.workspace.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.probe.Outcome;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TriedTest {
  private static final Outcome MEASURED = new Outcome.Measured(
      new Observation(FeatureVector.of(new int[Feature.COUNT]), OpcodeCounts.ofNumbers(new int[Opcode.NUMBERS])));
  private static final Outcome MISSING = new Outcome.Missing(Outcome.Reason.OUT_OF_TIME, "late");

  @Test
  void saysHowManyWereTriedWhereSomeFailed() {
    assertThat(Tried.noneSmaller(List.of(MEASURED, MEASURED))).isEqualTo("none makes it smaller");
    assertThat(Tried.noneSmaller(List.of())).isEqualTo("none makes it smaller");
    List<Outcome> most =
        Stream.concat(Collections.nCopies(3, MEASURED).stream(), Collections.nCopies(97, MISSING).stream()).toList();
    assertThat(Tried.noneSmaller(most)).isEqualTo("none of the 3 that could be tried makes it smaller; 97 failed");
    assertThat(Tried.noneSmaller(List.of(MISSING, MISSING))).isEqualTo("not known: all 2 that were to be tried failed");
  }
}
