package dev.assay.intellij.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.intellij.core.protocol.BestPipeline;
import dev.assay.intellij.core.protocol.Significance;
import dev.assay.intellij.core.protocol.SimilarRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void gainsAreMinuses() {
    assertThat(Figures.gain(0.573)).isEqualTo("−57 %");
    assertThat(Figures.gain(-0.1)).isEqualTo("+10 %");
    assertThat(Figures.gain(0.004)).isEqualTo("±0 %");
  }

  @Test
  void chanceHasTwoDigits() {
    assertThat(Figures.byChance(new Significance(0.00347, 100_000, 2))).isEqualTo("1 in 290");
    assertThat(Figures.byChance(new Significance(0.4, 100, 0.4))).isEqualTo("1 in 2.5");
    assertThat(Figures.byChance(new Significance(0, 100_000, 2))).isEqualTo("less than 1 in 100,000");
    assertThat(Figures.byChance(null)).isEmpty();
  }

  @Test
  void whatWasNotMeasuredIsNotSaid() {
    assertThat(Figures.measuredGain(row(null, null))).isEmpty();
    assertThat(Figures.measuredGain(row(0.5, new BestPipeline("gvn", 5, 0.6)))).isEqualTo("-Oz −50 % · best −60 %");
  }

  private static SimilarRow row(Double ozGain, BestPipeline best) {
    return new SimilarRow("f", "file:///f.c", null, "c", 10, 0.9, null, 1, List.of(), null, ozGain, best, null, null);
  }
}
