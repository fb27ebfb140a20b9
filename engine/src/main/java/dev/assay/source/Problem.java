package dev.assay.source;

/**
 * Why an input, or a place in it, is refused.
 *
 * @param file the file, as the user names it
 * @param line counted from 1; 0 where the whole file is meant
 * @param column counted from 1; 0 where unknown
 * @param message a sentence that says what, and what to do about it
 */
public record Problem(String file, int line, int column, String message) {
  /** {@code FILE:LINE: message}, as the command line prints it. */
  @Override
  public String toString() {
    return file + ":" + (line > 0 ? line + ":" : "") + " " + message;
  }
}
