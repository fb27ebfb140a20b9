package dev.assay.source;

/** Lines and columns of UTF-8 text, both counted from 1; columns in UTF-16 code units, as editors count them. */
final class TextLines {
  private TextLines() {}

  /** Where a line begins, or -1 when there is no such line. */
  static int start(byte[] text, int line) {
    int at = 0;
    for (int current = 1; current < line; current++) {
      while (at < text.length && text[at] != '\n') {
        at++;
      }
      if (at == text.length) {
        return -1;
      }
      at++;
    }
    return line < 1 ? -1 : at;
  }

  /** Behind the last character of the line that begins at an offset, its line break left out. */
  static int end(byte[] text, int start) {
    int at = start;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at > start && text[at - 1] == '\r' ? at - 1 : at;
  }

  /** The offset of a column in the line that begins at an offset; the line's end where it is shorter. */
  static int offset(byte[] text, int start, int column) {
    int end = end(text, start);
    int at = start;
    int current = 1;
    while (at < end && current < column) {
      current += units(text[at]);
      at++;
    }
    while (at < end && units(text[at]) == 0) {
      at++;
    }
    return at;
  }

  /** The column of an offset in the line that begins at another. */
  static int column(byte[] text, int start, int offset) {
    int column = 1;
    for (int at = start; at < offset; at++) {
      column += units(text[at]);
    }
    return column;
  }

  /** UTF-16 code units that begin with a byte. */
  private static int units(byte b) {
    int value = b & 0xFF;
    return value >= 0x80 && value < 0xC0 ? 0 : value >= 0xF0 ? 2 : 1;
  }
}
