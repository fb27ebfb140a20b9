package dev.assay.source;

/**
 * Lines of a source file, counted from 1, both ends included.
 *
 * @param firstLine the line of the function's name
 * @param lastLine the last line of the function
 */
public record SourceRange(int firstLine, int lastLine) {
  /** Checks that the range is not empty. */
  public SourceRange {
    if (firstLine < 1 || lastLine < firstLine) {
      throw new IllegalArgumentException("lines " + firstLine + " to " + lastLine);
    }
  }

  /** Whether a line, counted from 1, is inside. */
  public boolean contains(int line) {
    return line >= firstLine && line <= lastLine;
  }
}
