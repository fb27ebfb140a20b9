package dev.assay.train.codebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.spectra.SpectrumRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CodingTest {
  private static SpectrumRow row() {
    List<Integer> states = new ArrayList<>(Collections.nCopies(56, 0));
    states.addAll(Collections.nCopies(55, 7));
    states.add(15);
    return new SpectrumRow("h", "p", "d", "TRAIN", "O0", "function", "a.c", "f", "p/a.c:f", "1", "c", "LLVM 20", "", 3,
        Collections.nCopies(56, 3), List.of(), List.of(), 1, List.of(1), states);
  }

  @Test
  void aReactionIsTheDifferenceOfLogarithms() {
    float[] reaction = Coding.RELATIVE.vector(row(), 1);
    assertThat(reaction).hasSize(56);
    assertThat(reaction[0]).isCloseTo((float) Math.log(8.0 / 4), within(1e-6f));
    assertThat(reaction[55]).isCloseTo((float) Math.log(16.0 / 4), within(1e-6f));
    assertThat(Coding.RELATIVE.vector(row(), 0)[0]).isCloseTo((float) -Math.log(4), within(1e-6f));
  }

  @Test
  void theBareCountsDoNotKnowWhatWasBefore() {
    assertThat(Coding.ABSOLUTE.vector(row(), 1)[0]).isCloseTo((float) Math.log(8), within(1e-6f));
    assertThat(Coding.ABSOLUTE.vector(row(), 0)[55]).isZero();
  }
}
