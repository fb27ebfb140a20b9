package dev.assay.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CTextRangesTest {
  private static final byte[] TEXT = """
      /* f */ static f_t f_1, *f (int x) { return "f(" + f(x); } // f(
      int\tg(void);\r
      DEFINE(h)
      /* 😀 */ int größe(void) { return 0x1f; }
      """.getBytes(UTF_8);

  @Test
  void theNameOfADefinitionIsFoundInItsLine() {
    assertThat(CTextRanges.nameColumn(TEXT, "f", 1)).hasValue(26);
    assertThat(CTextRanges.nameColumn(TEXT, "g", 2)).hasValue(5);
    assertThat(CTextRanges.nameColumn(TEXT, "größe", 4)).hasValue(14);
  }

  @Test
  void aNameWithoutParenthesesIsBetterThanNone() {
    assertThat(CTextRanges.nameColumn(TEXT, "h", 3)).hasValue(8);
    assertThat(CTextRanges.nameColumn(TEXT, "made_by_macro", 3)).isEmpty();
    assertThat(CTextRanges.nameColumn(TEXT, "f", 99)).isEmpty();
  }

  @Test
  void identifiersAreFoundUnderTheCursor() {
    assertThat(CTextRanges.identifierAt(TEXT, 1, 26)).contains("f");
    assertThat(CTextRanges.identifierAt(TEXT, 1, 27)).contains("f");
    assertThat(CTextRanges.identifierAt(TEXT, 1, 22)).contains("f_1");
    assertThat(CTextRanges.identifierAt(TEXT, 4, 16)).contains("größe");
  }

  @Test
  void commentsStringsAndNumbersHoldNoIdentifiers() {
    assertThat(CTextRanges.identifierAt(TEXT, 1, 4)).isEmpty();
    assertThat(CTextRanges.identifierAt(TEXT, 1, 47)).isEmpty();
    assertThat(CTextRanges.identifierAt(TEXT, 1, 64)).isEmpty();
    assertThat(CTextRanges.identifierAt(TEXT, 4, 36)).isEmpty();
    assertThat(CTextRanges.identifierAt(TEXT, 0, 1)).isEmpty();
    assertThat(CTextRanges.identifierAt(TEXT, 42, 1)).isEmpty();
  }
}
