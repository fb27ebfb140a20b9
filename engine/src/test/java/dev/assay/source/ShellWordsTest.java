package dev.assay.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShellWordsTest {
  @Test
  void wordsAreSeparatedByAnyBlanks() {
    assertThat(ShellWords.split("  gcc\t-c \n a.c  ")).containsExactly("gcc", "-c", "a.c");
  }

  @Test
  void singleQuotesKeepEverything() {
    assertThat(ShellWords.split("'-DX=\"a b\\n$c\"' d")).containsExactly("-DX=\"a b\\n$c\"", "d");
  }

  @Test
  void doubleQuotesEscapeOnlyWhatTheShellWouldExpand() {
    assertThat(ShellWords.split("-DA=\"\\\"a b\\\"\" \"-DB=\\$x\\\\\\n\"")).containsExactly("-DA=\"a b\"",
        "-DB=$x\\\\n");
  }

  @Test
  void aBackslashTakesTheNextCharacterLiterally() {
    assertThat(ShellWords.split("-I/my\\ folder -DX=\\\"q\\\" tail\\")).containsExactly("-I/my folder", "-DX=\"q\"",
        "tail\\");
  }

  @Test
  void aContinuedLineIsOneLine() {
    assertThat(ShellWords.split("gc\\\nc \"a\\\nb\" c")).containsExactly("gcc", "ab", "c");
  }

  @Test
  void quotedEmptyTextIsAWord() {
    assertThat(ShellWords.split("a '' \"\" b")).containsExactly("a", "", "", "b");
  }

  @Test
  void nothingIsExpanded() {
    assertThat(ShellWords.split("$HOME `id` $(id) * ~ ; rm -rf > x # y")).containsExactly("$HOME", "`id`", "$(id)", "*",
        "~", ";", "rm", "-rf", ">", "x", "#", "y");
  }

  @Test
  void aQuoteThatIsNeverClosedLastsToTheEnd() {
    assertThat(ShellWords.split("a 'b c")).containsExactly("a", "b c");
    assertThat(ShellWords.split("a \"b c\\")).containsExactly("a", "b c\\");
    assertThat(ShellWords.split("")).isEmpty();
  }
}
