package dev.assay.lsp.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextSnapshotTest {
  private static final String[] PIECES =
      {"a", "b\n", "\r\n", "\r", "\n", "\uD83D\uDE00", "é", "int x;", "", "\n\r", "{\r\n}"};

  @Test
  void countsLinesAndUtf16() {
    TextSnapshot text = TextSnapshot.of("a\uD83D\uDE00b\r\nc\rd\n");

    assertThat(text.lineCount()).isEqualTo(4);
    assertThat(text.line(0)).isEqualTo("a\uD83D\uDE00b");
    assertThat(text.line(1)).isEqualTo("c");
    assertThat(text.line(3)).isEmpty();
    assertThat(text.offset(0, 3)).isEqualTo(3);
    assertThat(text.lineOf(6)).isEqualTo(1);
  }

  @Test
  void clampsPositionsOutsideOfTheText() {
    TextSnapshot text = TextSnapshot.of("ab\r\ncd");

    assertThat(text.offset(0, 99)).isEqualTo(2);
    assertThat(text.offset(0, -1)).isZero();
    assertThat(text.offset(-5, 7)).isZero();
    assertThat(text.offset(7, 0)).isEqualTo(6);
    assertThat(text.offset(1, Integer.MAX_VALUE - 1)).isEqualTo(6);
  }

  @Test
  void joinsACarriageReturnWithALineFeedThatComesLater() {
    TextSnapshot text = TextSnapshot.of("a\rb").replace(2, 2, "\n");

    assertThat(text.lineCount()).isEqualTo(2);
    assertThat(text.line(0)).isEqualTo("a");
    assertThat(text.lineStart(1)).isEqualTo(3);
  }

  @Test
  void agreesWithANaiveModelOnRandomEdits() {
    for (int round = 0; round < 300; round++) {
      long seed = 20_260_101L + round;
      Random random = new Random(seed);
      TextSnapshot text = TextSnapshot.of(piece(random));
      String model = text.text();
      for (int edit = 0; edit < 60; edit++) {
        int a = random.nextInt(model.length() + 1);
        int b = Math.min(model.length(), a + random.nextInt(6));
        String inserted = piece(random);
        text = text.replace(a, b, inserted);
        model = model.substring(0, a) + inserted + model.substring(b);
        check(text, model, "new Random(" + seed + "L), edit " + edit);
      }
    }
  }

  private static void check(TextSnapshot text, String model, String reproduce) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < model.length(); i++) {
      boolean isCrLf = model.charAt(i) == '\r' && i + 1 < model.length() && model.charAt(i + 1) == '\n';
      if (model.charAt(i) == '\n' || (model.charAt(i) == '\r' && !isCrLf)) {
        starts.add(i + 1);
      }
    }
    assertThat(text.text()).as(reproduce).isEqualTo(model);
    assertThat(text.lineCount()).as(reproduce).isEqualTo(starts.size());
    for (int line = 0; line < starts.size(); line++) {
      assertThat(text.lineStart(line)).as(reproduce).isEqualTo(starts.get(line));
      assertThat(text.line(line)).as(reproduce).doesNotContain("\n", "\r");
    }
    for (int offset = 0; offset <= model.length(); offset++) {
      int line = text.lineOf(offset);
      assertThat(text.lineStart(line) + text.characterOf(offset)).as(reproduce).isEqualTo(offset);
    }
  }

  private static String piece(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}
