package dev.assay.source;

/**
 * A part of a text.
 *
 * @param start offset of its first byte, counted from 0
 * @param end offset after its last byte
 */
public record Span(int start, int end) {
  /** Checks that it is a part. */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("from " + start + " to " + end);
    }
  }

  /** Whether a cursor at an offset touches it: inside, directly before or directly after it. */
  public boolean touches(int offset) {
    return offset >= start && offset <= end;
  }
}
