package dev.assay.source;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where names are in C text. Only the line asked for is looked at, by its text.
 *
 * <p>Lines and columns are counted from 1, columns in UTF-16 code units.
 */
public final class CTextRanges {
  private CTextRanges() {}

  /**
   * The column of a function's name in the line where debug information says that it is defined; empty where the line
   * does not have it, for example because a macro makes the name.
   */
  public static OptionalInt nameColumn(byte[] text, String name, int line) {
    int start = TextLines.start(text, line);
    if (start < 0) {
      return OptionalInt.empty();
    }
    Words words = new Words(text, start);
    int first = -1;
    while (words.next()) {
      if (!words.word().equals(name)) {
        continue;
      }
      if (words.isCalled()) {
        first = words.start;
        break;
      }
      first = first < 0 ? words.start : first;
    }
    return first < 0 ? OptionalInt.empty() : OptionalInt.of(TextLines.column(text, start, first));
  }

  /** The identifier that a cursor is on or directly behind; none in comments, strings and numbers. */
  public static Optional<String> identifierAt(byte[] text, int line, int column) {
    int start = TextLines.start(text, line);
    if (start < 0) {
      return Optional.empty();
    }
    int cursor = TextLines.offset(text, start, column);
    Words words = new Words(text, start);
    while (words.next()) {
      if (cursor >= words.start && cursor <= words.at) {
        return Optional.of(words.word());
      }
    }
    return Optional.empty();
  }

  /** The identifiers of one line. */
  private static final class Words {
    private final byte[] text;
    private final int end;
    private int at;
    private int start;

    Words(byte[] text, int start) {
      this.text = text;
      this.at = start;
      this.end = TextLines.end(text, start);
    }

    boolean next() {
      while (at < end) {
        byte c = text[at];
        if (c == '"' || c == '\'') {
          skipQuoted(c);
        } else if (c == '/' && at + 1 < end && text[at + 1] == '/') {
          at = end;
        } else if (c == '/' && at + 1 < end && text[at + 1] == '*') {
          skipComment();
        } else if (isLetter(c)) {
          start = at;
          skipLetters();
          boolean isDigit = c >= '0' && c <= '9';
          if (!isDigit) {
            return true;
          }
        } else {
          at++;
        }
      }
      return false;
    }

    private void skipLetters() {
      while (at < end && isLetter(text[at])) {
        at++;
      }
    }

    private void skipQuoted(byte quote) {
      at++;
      while (at < end && text[at] != quote) {
        at += text[at] == '\\' ? 2 : 1;
      }
      at = Math.min(at + 1, end);
    }

    private void skipComment() {
      at += 2;
      while (at < end && !(text[at] == '*' && at + 1 < end && text[at + 1] == '/')) {
        at++;
      }
      at = Math.min(at + 2, end);
    }

    private static boolean isLetter(byte c) {
      return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c < 0;
    }

    String word() {
      return new String(text, start, at - start, StandardCharsets.UTF_8);
    }

    /** Whether a parenthesis follows, or the one that closes {@code (name)}. */
    boolean isCalled() {
      int next = at;
      while (next < end && (text[next] == ' ' || text[next] == '\t')) {
        next++;
      }
      return next < end && text[next] == '(';
    }
  }
}
