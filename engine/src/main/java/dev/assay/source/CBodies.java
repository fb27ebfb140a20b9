package dev.assay.source;

import java.util.Arrays;

/**
 * Finds the closing brace of functions in C text, by counting.
 *
 * <p>Of conditional text only the first branch is counted, since the branches of one condition often open the same
 * brace twice.
 */
public final class CBodies {
  private final byte[] text;
  private final int[] lineStarts;
  private int at;
  private int line;
  private int parentheses;
  private int braces;
  private boolean isOpen;

  /** Of a text, whose bytes are not copied and must not be changed. */
  public CBodies(byte[] text) {
    this.text = text;
    int[] starts = new int[16];
    int count = 1;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
        starts[count++] = i + 1;
      }
    }
    this.lineStarts = Arrays.copyOf(starts, count);
  }

  /** How many lines the text has. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** The line of the brace that closes the first body from a line on, up to a limit; 0 where it is not found. */
  public int closingLine(int firstLine, int lastLine) {
    if (firstLine > lineStarts.length) {
      return 0;
    }
    at = lineStarts[firstLine - 1];
    line = firstLine;
    parentheses = 0;
    braces = 0;
    isOpen = false;
    boolean isBlank = true;
    while (at < text.length && line <= lastLine) {
      byte c = text[at++];
      if (c == '\n') {
        line++;
        isBlank = true;
      } else if (c == '#' && isBlank) {
        directive();
      } else if (c == '"' || c == '\'') {
        quoted(c);
      } else if (c == '/' && at < text.length && (text[at] == '/' || text[at] == '*')) {
        comment();
      } else if (counts(c)) {
        return line;
      }
      isBlank &= c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
    return 0;
  }

  /** Counts a character; whether it closes the body. */
  private boolean counts(byte c) {
    switch (c) {
      case '(' -> parentheses++;
      case ')' -> parentheses--;
      case '{' -> {
        isOpen |= parentheses <= 0;
        braces += isOpen ? 1 : 0;
      }
      case '}' -> {
        braces -= isOpen ? 1 : 0;
        return isOpen && braces == 0;
      }
      default -> {
        // Nothing else nests.
      }
    }
    return false;
  }

  private void quoted(byte quote) {
    while (at < text.length && text[at] != '\n') {
      byte c = text[at++];
      if (c == quote) {
        return;
      }
      if (c == '\\' && at < text.length) {
        line += text[at] == '\n' ? 1 : 0;
        at++;
      }
    }
  }

  private void comment() {
    boolean toLineEnd = text[at] == '/';
    while (at < text.length && !(toLineEnd && text[at] == '\n')) {
      line += text[at] == '\n' ? 1 : 0;
      if (!toLineEnd && text[at] == '/' && text[at - 1] == '*') {
        at++;
        return;
      }
      at++;
    }
  }

  private void directive() {
    boolean isOther = isDirective("else") || isDirective("elif");
    toLineEnd();
    int depth = isOther ? 1 : 0;
    while (depth > 0 && at < text.length) {
      at++; // the line break
      line++;
      while (at < text.length && (text[at] == ' ' || text[at] == '\t')) {
        at++;
      }
      if (at < text.length && text[at] == '#') {
        at++;
        depth += isDirective("if") ? 1 : isDirective("endif") ? -1 : 0;
      }
      toLineEnd();
    }
  }

  /** Moves to the line break behind a directive, past those that a backslash escapes. */
  private void toLineEnd() {
    while (at < text.length && text[at] != '\n') {
      boolean isContinued = text[at] == '\\' && at + 1 < text.length
          && (text[at + 1] == '\n' || text[at + 1] == '\r' && at + 2 < text.length && text[at + 2] == '\n');
      if (isContinued) {
        at += text[at + 1] == '\n' ? 1 : 2;
        line++;
      }
      at++;
    }
  }

  private boolean isDirective(String name) {
    int from = at;
    while (from < text.length && (text[from] == ' ' || text[from] == '\t')) {
      from++;
    }
    for (int i = 0; i < name.length(); i++) {
      if (from + i >= text.length || text[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
