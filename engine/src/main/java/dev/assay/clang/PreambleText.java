package dev.assay.clang;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the preamble of C and C++ source: the lines at its top up to the last {@code #include} before the first line
 * that is neither a directive nor blank nor a comment.
 *
 * <p>As clang's {@code Lexer::ComputePreamble}, but whole: no condition and no comment is open at its end, so that what
 * follows can be compiled after it, as after a header. What cannot be told apart without lexing (a comment in a
 * directive that goes on, a raw string, a trigraph) ends it.
 */
final class PreambleText {
  private static final Pattern DIRECTIVE = Pattern.compile("#[ \t]*([a-z_]+)?[\\s\\S]*");
  private static final Set<String> OPENING = Set.of("if", "ifdef", "ifndef");
  /** All others have an effect that might not be kept, or on what comes after. */
  private static final Set<String> KEPT = Set.of("include", "include_next", "import", "define", "undef", "else", "elif",
      "elifdef", "elifndef", "error", "warning");

  private final byte[] text;
  private int at;
  private int conditions;
  private boolean hasInclude;
  private int end;

  private PreambleText(byte[] text) {
    this.text = text;
  }

  /**
   * How many bytes of a text are its preamble: whole lines. 0 where it has none, or where nothing is included in it.
   */
  static int length(byte[] text) {
    PreambleText preamble = new PreambleText(text);
    while (preamble.isPast()) {
      // One more blank, comment or directive.
    }
    return preamble.end;
  }

  /** The text with its preamble blanked, so that all lines and columns after it stay what they are. */
  static byte[] blanked(byte[] text, int length) {
    byte[] rest = text.clone();
    for (int i = 0; i < length; i++) {
      if (rest[i] != '\n' && rest[i] != '\r') {
        rest[i] = ' ';
      }
    }
    return rest;
  }

  private boolean isPast() {
    if (at >= text.length) {
      return false;
    }
    return switch (text[at]) {
      case ' ', '\t', '\n', '\r', '\f', 0x0B -> {
        at++;
        yield true;
      }
      case '/' -> isPastComment();
      case '#' -> isPastDirective();
      default -> false;
    };
  }

  private boolean isPastComment() {
    if (at + 1 < text.length && text[at + 1] == '*') {
      int close = find("*/", at + 2, text.length);
      at = close + 2;
      return close >= 0;
    }
    if (at + 1 < text.length && text[at + 1] == '/') {
      int lineEnd = lineEnd();
      at = lineEnd;
      return lineEnd >= 0;
    }
    return false;
  }

  private boolean isPastDirective() {
    int lineEnd = lineEnd();
    if (lineEnd < 0 || hasOpenComment(lineEnd)) {
      return false;
    }
    String line = new String(text, at, lineEnd - at, StandardCharsets.ISO_8859_1);
    Matcher directive = DIRECTIVE.matcher(line);
    if (!directive.matches() || line.contains("R\"") || line.contains("??/")) {
      return false;
    }
    String word = directive.group(1) == null ? "" : directive.group(1);
    if (OPENING.contains(word)) {
      conditions++;
    } else if (word.equals("endif")) {
      conditions--;
    } else if (!KEPT.contains(word)) {
      return false;
    }
    if (conditions < 0) {
      return false;
    }
    hasInclude |= word.startsWith("include") || word.equals("import");
    at = lineEnd;
    if (conditions == 0 && hasInclude) {
      end = at;
      hasInclude = false; // what comes after belongs to the preamble only where it includes something more
    }
    return true;
  }

  /** After the end of the line, lines that go on taken together; negative where it has none. */
  private int lineEnd() {
    for (int i = at; i < text.length; i++) {
      if (text[i] == '\n' && !isContinued(i)) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Clang takes a backslash with blanks after it for one at the end of its line, too. */
  private boolean isContinued(int newline) {
    int last = newline - 1;
    while (last >= at && (text[last] == ' ' || text[last] == '\t' || text[last] == '\r')) {
      last--;
    }
    return last >= at && text[last] == '\\';
  }

  private boolean hasOpenComment(int lineEnd) {
    int from = at;
    while (true) {
      int open = find("/*", from, lineEnd);
      if (open < 0) {
        return false;
      }
      int close = find("*/", open + 2, lineEnd);
      if (close < 0) {
        return true;
      }
      from = close + 2;
    }
  }

  private int find(String two, int from, int to) {
    for (int i = from; i + 1 < to; i++) {
      if (text[i] == two.charAt(0) && text[i + 1] == two.charAt(1)) {
        return i;
      }
    }
    return -1;
  }
}
