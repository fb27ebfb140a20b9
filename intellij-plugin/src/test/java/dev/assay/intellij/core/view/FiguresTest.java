package dev.assay.intellij.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.intellij.core.protocol.SimilarRow;
import dev.assay.intellij.core.protocol.SimilarRowText;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void wordsAreTheServers() {
    SimilarRowText words = new SimilarRowText("0.912", "1 in 290", "-Oz -57 %", List.of("10 IR instructions"));
    assertThat(Figures.words(row(words))).isEqualTo(words);
  }

  @Test
  void whatTheServerDoesNotSayIsEmpty() {
    assertThat(Figures.words(row(new SimilarRowText("0.912", null, null, null))))
        .isEqualTo(new SimilarRowText("0.912", "", "", List.of()));
    assertThat(Figures.words(row(null)).similarity()).isEqualTo("0.9");
  }

  @Test
  void countsHaveSeparators() {
    assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
  }

  private static SimilarRow row(SimilarRowText text) {
    return new SimilarRow("f", "f", "file:///f.c", null, "c", 10, 0.9, null, 1, List.of(), null, null, null, null,
        text);
  }
}
