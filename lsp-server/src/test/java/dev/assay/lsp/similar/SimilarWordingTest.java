package dev.assay.lsp.similar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.index.Significance;
import dev.assay.lsp.protocol.BestPass;
import dev.assay.lsp.protocol.BestPipeline;
import dev.assay.lsp.protocol.SimilarRowText;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SimilarWordingTest {
  @Test
  void everythingThatIsKnownIsSaid() {
    SimilarRowText text =
        SimilarWording.of(2_000, 0.91234, Optional.of(new Significance(1 / 2134.0, 20_000)), OptionalInt.of(1_140),
            Optional.of(new BestPipeline("sroa,gvn", 1_000, 0.5)), Optional.of(new BestPass("sroa", 1_200)));
    assertThat(text.similarity()).isEqualTo("0.912");
    assertThat(text.chance()).isEqualTo("1 in 2,100");
    assertThat(text.gains()).isEqualTo("-Oz -43 % · best -50 %");
    assertThat(text.details()).containsExactly("2,000 IR instructions", "Similarity 0.912 (cosine of the embeddings)",
        "As similar by chance: 1 in 2,100 pairs of functions", "Measured: -Oz leaves 1,140 (-43 %)",
        "Measured: the best pass, sroa, leaves 1,200", "Measured: the best pipeline leaves 1,000 (-50 %): sroa,gvn");
  }

  @Test
  void whatWasNotMeasuredIsNotSaid() {
    SimilarRowText text =
        SimilarWording.of(1, 1, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
    assertThat(text.chance()).isNull();
    assertThat(text.gains()).isNull();
    assertThat(text.details()).containsExactly("1 IR instruction", "Similarity 1.000 (cosine of the embeddings)");
  }
}
