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
  void isTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Figures.change(1000, 996)).isEqualTo("-0.4 %");
      assertThat(Figures.count(1, "probe")).isEqualTo("1 probe");
      assertThat(Figures.bytes(OptionalInt.of(1812))).isEqualTo("1812 bytes");
    } finally {
      Locale.setDefault(before);
    }
  }
}
