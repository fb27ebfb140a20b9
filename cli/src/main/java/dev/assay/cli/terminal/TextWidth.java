package dev.assay.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Columns that text takes on a terminal, and fitting text into some.
 *
 * <p>East-Asian wide characters take two columns, combining marks none; for the rest one each is right often enough.
 * Picocli knows widths of its own help only, and JLine's {@code WCWidth} would bring a terminal library along for one
 * function.
 */
public final class TextWidth {
  private static final String ELLIPSIS = "\u2026";
  /** What stands for a character that cannot be shown; decoders put it where bytes are no text. */
  private static final int UNREADABLE = 0xfffd;
  private static final int MOST_QUOTED = 160;
  /** A caret below a place: beside it, it points nowhere. */
  private static final Pattern MARKS_ONLY = Pattern.compile("[\\s^~]*");

  /** Ranges of code points that take two columns, after Unicode's EastAsianWidth (W and F). */
  private static final int[][] WIDE = {{0x1100, 0x115f}, {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf},
      {0x4e00, 0x9fff}, {0xa000, 0xa4cf}, {0xac00, 0xd7a3}, {0xf900, 0xfaff}, {0xfe30, 0xfe6f}, {0xff00, 0xff60},
      {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};

  private TextWidth() {}

  /** Columns that the text takes. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  private static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (codePoint >= range[0] && codePoint <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /** The text, cut with an ellipsis where it takes more columns. */
  public static String cut(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 1;
    for (int codePoint : text.codePoints().toArray()) {
      used += of(codePoint);
      if (used > columns) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept + ELLIPSIS;
  }

  /** The text, cut at its front where it takes more columns: the end of a path tells more than its beginning. */
  public static String cutFront(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    int[] codePoints = text.codePoints().toArray();
    int used = 1;
    int from = codePoints.length;
    while (from > 0 && used + of(codePoints[from - 1]) <= columns) {
      used += of(codePoints[--from]);
    }
    return ELLIPSIS + new String(codePoints, from, codePoints.length - from);
  }

  /** The text in exactly so many columns, at their left. */
  public static String left(String text, int columns) {
    String cut = cut(text, columns);
    return cut + " ".repeat(columns - of(cut));
  }

  /** The text in exactly so many columns, at their right. */
  public static String right(String text, int columns) {
    String cut = cut(text, columns);
    return " ".repeat(columns - of(cut)) + cut;
  }

  /** The text in lines of at most so many columns, broken at spaces; a longer word has a line of its own. */
  public static List<String> broken(String text, int columns) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.strip().split(" +")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && of(longer) > columns) {
        lines.add(line);
        longer = word;
      }
      line = longer;
    }
    lines.add(line);
    return lines;
  }

  /**
   * A message as one line. Of what follows its first line only so much is kept as a person can read: a quoted line with
   * characters that no text has is left out, a long one is cut.
   */
  public static String oneLine(String text) {
    List<String> lines = text.strip().lines().map(line -> line.strip().replaceAll("\\s+", " "))
        .filter(line -> !MARKS_ONLY.matcher(line).matches()).toList();
    String quoted = String.join(" ", lines.subList(Math.min(1, lines.size()), lines.size()));
    String first = lines.isEmpty() ? "" : printable(lines.getFirst());
    return quoted.isEmpty() || !isText(quoted) ? first : first + " " + cut(quoted, MOST_QUOTED);
  }

  private static boolean isText(String text) {
    return text.codePoints().noneMatch(
        codePoint -> Character.isISOControl(codePoint) || codePoint == UNREADABLE || !Character.isDefined(codePoint));
  }

  /** The text without control characters: names come out of untrusted files, and a terminal obeys escape sequences. */
  public static String printable(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints().map(codePoint -> Character.isISOControl(codePoint) ? UNREADABLE : codePoint)
        .forEach(safe::appendCodePoint);
    return safe.toString();
  }
}
