package dev.assay.train.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProvenanceTest {
  private record Inner(double rate, List<String> names) {}

  private record Outer(int batch, Inner inner, Kind kind) {}

  private enum Kind {
    ONE,
    OTHER
  }

  private static final Outer OUTER = new Outer(8, new Inner(2e-3, List.of("a", "b")), Kind.ONE);

  @Test
  void whatWasWrittenDiffersInNothing() {
    Outer same = new Outer(8, new Inner(0.002, List.of("a", "b")), Kind.ONE);
    assertThat(Provenance.differences(Provenance.write(OUTER), same)).isEmpty();
  }

  @Test
  void namesWhatDiffersWithItsTwoValues() {
    Outer other = new Outer(16, new Inner(2e-3, List.of("a")), Kind.OTHER);
    assertThat(Provenance.differences(Provenance.write(OUTER), other))
        .isEqualTo("batch 8, now 16, names [a, b], now [a], kind ONE, now OTHER");
  }

  @Test
  void whatIsNoProvenanceOfThisKindDiffers() {
    for (String known : List.of("", "null", "Outer[batch=8]", "{}", "{\"batch\":8}",
        Provenance.write(OUTER).replace("batch", "units"))) {
      assertThat(Provenance.differences(known, OUTER)).as(known).isEqualTo("written by another version");
    }
  }
}
