package dev.assay.workspace.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FiguresTest {
  @Test
  void saysHowMuchChanged() {
    assertThat(Figures.change(203, 88)).isEqualTo("-57 %");
    assertThat(Figures.change(100, 103)).isEqualTo("+3 %");
    assertThat(Figures.change(7, 7)).isEqualTo("0 %");
    assertThat(Figures.change(0, 0)).isEqualTo("0 %");
  }

  @Test
  void doesNotLetASmallChangeLookLikeNone() {
    assertThat(Figures.change(1000, 996)).isEqualTo("-0.4 %");
    assertThat(Figures.change(10_000, 9_999)).isEqualTo("-<0.1 %");
  }

  @Test
  void doesNotLetTheUnlikelyLookImpossible() {
    assertThat(Figures.probability(0.912)).isEqualTo("91 %");
    assertThat(Figures.probability(0)).isEqualTo("0 %");
    assertThat(Figures.probability(0.0049)).isEqualTo("<1 %");
    assertThat(Figures.probability(0.999)).isEqualTo(">99 %");
    assertThat(Figures.probability(1)).isEqualTo("100 %");
  }

  @Test
  void doesNotLetWhatIsSimilarLookEqual() {
    assertThat(Figures.similarity(0.9123)).isEqualTo("0.912");
    assertThat(Figures.similarity(0.9994)).isEqualTo("0.999");
    assertThat(Figures.similarity(0.9996)).isEqualTo(">0.999");
    assertThat(Figures.similarity(0.99999994)).isEqualTo("1.000");
    assertThat(Figures.similarity(-1)).isEqualTo("-1.000");
  }

  @Test
  void givesChanceTwoDigits() {
    assertThat(Figures.chance(1 / 2134.0)).isEqualTo("1 in 2,100");
    assertThat(Figures.chance(0.00347)).isEqualTo("1 in 290");
    assertThat(Figures.chance(0.4)).isEqualTo("1 in 2.5");
  }

  @Test
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Figures.change(1000, 996)).isEqualTo("-0.4 %");
      assertThat(Figures.count(1, "probe")).isEqualTo("1 probe");
      assertThat(Figures.bytes(OptionalInt.of(1812))).isEqualTo("1812 bytes");
      assertThat(Figures.grouped(4321)).isEqualTo("4,321");
    } finally {
      Locale.setDefault(before);
    }
  }
}
