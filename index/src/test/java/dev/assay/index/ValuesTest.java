package dev.assay.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ValuesTest {
  @Test
  void valuesCheckTheirShapes() {
    assertThatThrownBy(() -> Embedding.of(1, 2, 3)).hasMessageContaining("256");
    assertThatThrownBy(() -> Embedding.of(new float[256])).hasMessageContaining("direction");
    float[] infinite = new float[256];
    infinite[3] = Float.NaN;
    assertThatThrownBy(() -> Embedding.of(infinite)).isInstanceOf(IllegalArgumentException.class);
    FunctionBody body = TestFunctions.body(1);
    assertThatThrownBy(() -> new FunctionBody("a!b", "b", 1, body.embedding(), Measurements.NONE, body.features()))
        .hasMessageContaining("hash");
    assertThatThrownBy(() -> new FunctionBody("a", "b", 1, body.embedding(), Measurements.NONE, List.of(1)))
        .hasMessageContaining("56");
    assertThatThrownBy(
        () -> new Measurements(Collections.nCopies(3, OptionalInt.empty()), OptionalInt.empty(), Optional.empty()))
        .hasMessageContaining("124");
    assertThatThrownBy(() -> new PlaceKey("", "f")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SimilarQuery.of(body.embedding(), 1).withLimit(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void embeddingsHaveLengthOneAndStayAsTheyAre() {
    float[] values = new float[256];
    values[0] = 3;
    values[1] = 4;
    Embedding embedding = Embedding.of(values);
    assertThat(embedding.toArray()[0]).isCloseTo(0.6f, within(1e-6f));
    assertThat(Embedding.of(embedding.toArray())).isEqualTo(embedding);
    assertThat(embedding.similarity(embedding)).isCloseTo(1, within(1e-6));
  }
}
