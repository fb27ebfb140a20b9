package dev.assay.lsp.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A document's text at one moment, with its lines. Immutable.
 *
 * <p>Positions are the protocol's: lines and UTF-16 code units, both counted from 0. A position after the end of a
 * line means the end of that line (before its terminator), one after the last line means the end of the text. Lines
 * end with {@code \n}, {@code \r\n} or {@code \r}.
 */
public final class TextSnapshot {
  private final String text;
  private final int[] lineStarts;

  private TextSnapshot(String text, int[] lineStarts) {
    this.text = text;
    this.lineStarts = lineStarts;
  }

  /** A text. */
  public static TextSnapshot of(String text) {
    return new TextSnapshot(text, scan(text, 0, text.length(), new int[]{0}, 1));
  }

  /** The whole text. */
  public String text() {
    return text;
  }

  /** The text in UTF-8; half a surrogate pair becomes a question mark. */
  public byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** How many lines there are; an empty text has one. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** Where a line begins; lines that do not exist are clamped. */
  public int lineStart(int line) {
    return lineStarts[Math.clamp(line, 0, lineStarts.length - 1)];
  }

  /** Where a line ends, before its terminator. */
  public int lineEnd(int line) {
    if (line >= lineStarts.length - 1) {
      return text.length();
    }
    int start = lineStart(line);
    int end = lineStarts[Math.max(line, 0) + 1] - 1;
    return end > start && text.charAt(end) == '\n' && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /** A line without its terminator. */
  public String line(int line) {
    return text.substring(lineStart(line), lineEnd(line));
  }

  /** The offset of a position, clamped into the text. */
  public int offset(int line, int character) {
    if (line < 0) {
      return 0;
    }
    if (line >= lineStarts.length) {
      return text.length();
    }
    int start = lineStarts[line];
    return start + Math.min(lineEnd(line) - start, Math.max(character, 0)); // clients send huge numbers for the end
  }

  /** The line that an offset is on. */
  public int lineOf(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** How far an offset is into its line. */
  public int characterOf(int offset) {
    return offset - lineStart(lineOf(offset));
  }

  /**
   * This text with a part replaced. Costs a copy of the text, but only the lines around the edit are scanned again.
   *
   * @param start offset where the part begins
   * @param end offset after the part; taken as {@code start} where it is smaller
   */
  public TextSnapshot replace(int start, int end, String replacement) {
    int to = Math.max(start, end);
    StringBuilder builder = new StringBuilder(text.length() - (to - start) + replacement.length());
    String changed = builder.append(text, 0, start).append(replacement).append(text, to, text.length()).toString();
    // One character more on the left, since inserting "\n" after "\r" makes one terminator of two.
    int firstLine = lineOf(Math.max(0, start - 1));
    int tailLine = lineOf(to) + 1;
    while (tailLine < lineStarts.length && lineStarts[tailLine] <= to) {
      tailLine++;
    }
    int shift = changed.length() - text.length();
    int scanEnd = tailLine < lineStarts.length ? lineStarts[tailLine] + shift : changed.length();
    int[] head = scan(changed, lineStarts[firstLine], scanEnd, Arrays.copyOf(lineStarts, firstLine + 1), firstLine + 1);
    if (tailLine >= lineStarts.length) {
      return new TextSnapshot(changed, head);
    }
    // The scan has found the first line of the tail itself.
    int tail = lineStarts.length - tailLine - 1;
    int[] starts = Arrays.copyOf(head, head.length + tail);
    for (int i = 0; i < tail; i++) {
      starts[head.length + i] = lineStarts[tailLine + 1 + i] + shift;
    }
    return new TextSnapshot(changed, starts);
  }

  /** Adds the starts of lines whose terminator is between two offsets. */
  private static int[] scan(String text, int from, int to, int[] starts, int count) {
    int[] found = starts;
    int size = count;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        if (size == found.length) {
          found = Arrays.copyOf(found, Math.max(16, size * 2));
        }
        found[size++] = i + 1;
      }
    }
    return Arrays.copyOf(found, size);
  }
}
