package dev.assay.clang;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is done to the bytes of C source before clang gets them. */
final class CSource {
  private CSource() {}

  /** A first line that gives the text after it the file's name and the line number 1. */
  static byte[] lineDirective(String file) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
      if (b == '\\' || b == '"') {
        escaped.append('\\').append((char) b);
      } else if (b >= 0 && b < ' ') {
        escaped.append('\\').append((char) ('0' + (b >> 6))).append((char) ('0' + (b >> 3 & 7)))
            .append((char) ('0' + (b & 7)));
      } else {
        escaped.append((char) (b & 0xFF));
      }
    }
    return ("#line 1 \"" + escaped + "\"\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * The text with line markers blanked, as generators and preprocessors leave them, so that every place is one in this
   * file; and without a byte order mark, which is not the first of what clang reads.
   */
  static byte[] withoutLineMarkers(byte[] text) {
    byte[] result = text;
    int from = 0;
    if (text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF) {
      result = Arrays.copyOfRange(text, 3, text.length);
    }
    boolean copied = false;
    while (from < result.length) {
      int end = from;
      while (end < result.length && result[end] != '\n' && result[end] != '\r') {
        end++;
      }
      if (isLineMarker(result, from, end)) {
        if (!copied) {
          result = result.clone();
          copied = true;
        }
        Arrays.fill(result, from, end, (byte) ' ');
      }
      from = end + 1;
    }
    return result;
  }

  private static boolean isLineMarker(byte[] text, int from, int end) {
    int at = skipBlanks(text, from, end);
    if (at == end || text[at] != '#') {
      return false;
    }
    at = skipBlanks(text, at + 1, end);
    if (at + 4 < end && text[at] == 'l' && text[at + 1] == 'i' && text[at + 2] == 'n' && text[at + 3] == 'e'
        && (text[at + 4] == ' ' || text[at + 4] == '\t')) {
      at = skipBlanks(text, at + 4, end);
    }
    return at < end && text[at] >= '0' && text[at] <= '9' && text[end - 1] != '\\';
  }

  private static int skipBlanks(byte[] text, int from, int end) {
    int at = from;
    while (at < end && (text[at] == ' ' || text[at] == '\t')) {
      at++;
    }
    return at;
  }
}
