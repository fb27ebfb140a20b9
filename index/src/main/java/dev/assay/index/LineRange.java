package dev.assay.index;

/**
 * Lines of a source file, counted from 1, both ends included. Immutable.
 *
 * @param first the first line
 * @param last the last line
 */
public record LineRange(int first, int last) {
  /** Checks that the range is not empty. */
  public LineRange {
    if (first < 1 || last < first) {
      throw new IllegalArgumentException("lines " + first + " to " + last);
    }
  }
}
