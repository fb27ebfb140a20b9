package dev.assay.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Widths, columns, colours, the progress bar, figures. */
class LayoutTest {
  @Nested
  class Text {
    @Test
    void eastAsianCharactersTakeTwoColumnsAndMarksNone() {
      assertThat(TextWidth.of("abc")).isEqualTo(3);
      assertThat(TextWidth.of("\u6f22\u5b57")).isEqualTo(4);
      assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
      assertThat(TextWidth.of("\ud83d\ude00")).isEqualTo(2);
    }

    @Test
    void isCutWithAnEllipsis() {
      assertThat(TextWidth.cut("abcdef", 6)).isEqualTo("abcdef");
      assertThat(TextWidth.cut("abcdefg", 6)).isEqualTo("abcde\u2026");
      assertThat(TextWidth.cut("\u6f22\u5b57\u6f22", 4)).isEqualTo("\u6f22\u2026");
    }

    @Test
    void pathsAreCutAtTheirFront() {
      assertThat(TextWidth.cutFront("src/deep/a.c:7", 14)).isEqualTo("src/deep/a.c:7");
      assertThat(TextWidth.cutFront("src/deep/a.c:7", 8)).isEqualTo("\u2026p/a.c:7");
      assertThat(TextWidth.cutFront("\u6f22\u5b57\u6f22", 4)).isEqualTo("\u2026\u6f22");
    }

    @Test
    void isPaddedByColumnsNotCharacters() {
      assertThat(TextWidth.left("\u6f22", 4)).isEqualTo("\u6f22  ");
      assertThat(TextWidth.right("7", 4)).isEqualTo("   7");
      assertThat(TextWidth.of(TextWidth.left("\u6f22\u5b57\u6f22", 4))).isEqualTo(4);
    }

    @Test
    void isBrokenBetweenWords() {
      assertThat(TextWidth.broken("one two three", 7)).containsExactly("one two", "three");
      assertThat(TextWidth.broken("one two", 80)).containsExactly("one two");
      assertThat(TextWidth.broken("a function(sroa),function(gvn) b", 10)).containsExactly("a",
          "function(sroa),function(gvn)", "b");
      assertThat(TextWidth.broken("\u6f22\u5b57 \u6f22", 6)).containsExactly("\u6f22\u5b57", "\u6f22");
      assertThat(TextWidth.broken("", 10)).containsExactly("");
    }

    @Test
    void hasNoControlCharacters() {
      assertThat(TextWidth.printable("a\u001b[2Jb\nc")).isEqualTo("a\ufffd[2Jb\ufffdc");
    }
  }

  @Nested
  class Messages {
    @Test
    void areOneLineWithWhatTheyQuote() {
      assertThat(TextWidth.oneLine("a.ll:2: expected type\n  ret  i32 x\n      ^\n"))
          .isEqualTo("a.ll:2: expected type ret i32 x");
    }

    @Test
    void doNotQuoteWhatIsNoText() {
      assertThat(TextWidth.oneLine("a.bc:1: expected entity\n\u0001\ufffdx")).isEqualTo("a.bc:1: expected entity");
      assertThat(TextWidth.oneLine("a\u001b[2J: gone")).isEqualTo("a\ufffd[2J: gone");
    }

    @Test
    void quoteLongLinesInPart() {
      assertThat(TextWidth.oneLine("first\n" + "x".repeat(1000))).hasSizeLessThan(200).startsWith("first xxx")
          .endsWith("\u2026");
      assertThat(TextWidth.oneLine("")).isEmpty();
    }
  }

  @Nested
  class Tables {
    private final Columns columns = new Columns().text("name", 6).number("n", 4).text("where", 5);

    @Test
    void areAsWideAsTheirColumns() {
      assertThat(columns.width()).isEqualTo(19);
      assertThat(columns.titles()).isEqualTo("name       n  where");
      assertThat(columns.line(new Columns.Row().cell("a").cell("1").cell("x"))).isEqualTo("a          1  x");
      assertThat(columns.line(new Columns.Row().cell("long_name").cell("12").cell("somewhere")))
          .isEqualTo("long_\u2026    12  some\u2026");
    }

    @Test
    void areColouredWithoutMoving() {
      String line = columns.line(new Columns.Row().cell("a").cell("1", Style.COLOURED::good).cell("x"));
      assertThat(line.replaceAll("\u001b\\[\\d+m", "")).isEqualTo("a          1  x");
    }
  }

  @Nested
  class Colours {
    @Test
    void areForTerminalsUnlessAskedOtherwise() {
      Terminal terminal = new Terminal(true, true, 80, false);
      Terminal noColor = new Terminal(true, true, 80, true);
      Terminal pipe = new Terminal(false, true, 80, false);
      assertThat(Style.of(Style.When.AUTO, terminal)).isEqualTo(Style.COLOURED);
      assertThat(Style.of(Style.When.AUTO, noColor)).isEqualTo(Style.PLAIN);
      assertThat(Style.of(Style.When.AUTO, pipe)).isEqualTo(Style.PLAIN);
      assertThat(Style.of(Style.When.ALWAYS, pipe)).isEqualTo(Style.COLOURED);
      assertThat(Style.of(Style.When.NEVER, terminal)).isEqualTo(Style.PLAIN);
      assertThat(Style.PLAIN.bold("x")).isEqualTo("x");
    }
  }

  @Nested
  class Terminals {
    @Test
    void takeTheirWidthFromColumns() {
      assertThat(Terminal.detect(Map.of("COLUMNS", "132")).width()).isEqualTo(132);
      assertThat(Terminal.detect(Map.of("COLUMNS", "3")).width()).isEqualTo(40);
    }

    @Test
    void haveNoProgressBarWhereNoLineCanBeErased() {
      // Under test standard error may be no terminal at all; a dumb one is none to draw on in any case.
      assertThat(Terminal.detect(Map.of("TERM", "dumb")).errIsErasable()).isFalse();
    }

    @Test
    void haveNoColourWhenTheEnvironmentSaysSo() {
      assertThat(Terminal.detect(Map.of("NO_COLOR", "1")).noColor()).isTrue();
      assertThat(Terminal.detect(Map.of("NO_COLOR", "")).noColor()).isFalse();
      assertThat(Terminal.detect(Map.of("TERM", "dumb")).noColor()).isTrue();
    }
  }

  @Nested
  class Progress {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();

    @Test
    void isShownOnATerminalWithCountNameAndTimeLeft() {
      ProgressBar bar = bar(true);
      now.addAndGet(10_000_000_000L);
      bar.show(5, 20, 0.25, "quicksort");
      assertThat(text()).isEqualTo("\r\u001b[K[=====               ] 5/20  30 s left  quicksort");
      bar.clear();
      assertThat(text()).endsWith("\r\u001b[K");
    }

    @Test
    void isNotShownTooOften() {
      ProgressBar bar = bar(true);
      bar.show(1, 20, 0.05, "a");
      bar.show(2, 20, 0.1, "b");
      assertThat(text()).contains("1/20").doesNotContain("2/20");
    }

    @Test
    void isNotShownInAPipe() {
      ProgressBar bar = bar(false);
      bar.show(1, 20, 0.05, "a");
      bar.clear();
      assertThat(text()).isEmpty();
    }

    @Test
    void fitsTheTerminal() {
      ProgressBar bar = bar(true);
      bar.show(1, 20, 0.05, "n".repeat(300));
      assertThat(TextWidth.of(text().substring(4))).isEqualTo(59);
    }

    private ProgressBar bar(boolean terminal) {
      PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
      return new ProgressBar(new Console(stream, stream, new Terminal(false, terminal, 60, false)), now::get);
    }

    private String text() {
      return err.toString(StandardCharsets.UTF_8);
    }
  }

  @Nested
  class Figures {
    @Test
    void ratiosHaveFourDigitsAndAreNeverNotANumber() {
      assertThat(Numbers.ratio(0.566502)).isEqualTo(0.5665);
      assertThat(Numbers.ratio(Double.NaN)).isZero();
      assertThat(Double.toString(Numbers.ratio(-0.00001))).isEqualTo("0.0");
      assertThat(Numbers.millis(61.2499)).isEqualTo(61.2);
    }

    @Test
    void whatIsUnknownIsADash() {
      assertThat(Numbers.count(OptionalInt.empty())).isEqualTo("-");
      assertThat(Numbers.change(OptionalInt.of(1), OptionalInt.empty())).isEqualTo("-");
    }
  }
}
