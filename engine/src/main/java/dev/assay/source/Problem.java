package dev.assay.source;

/**
 * Why an input, or a place in it, is refused.
 *
 * @param kind what is to blame
 * @param file the file, as the user names it
 * @param line counted from 1; 0 where the whole file is meant
 * @param column counted from 1; 0 where unknown
 * @param message a sentence that says what, and what to do about it
 */
public record Problem(Kind kind, String file, int line, int column, String message) {
  /** What is to blame for a problem. */
  public enum Kind {
    /** The input itself: it is not valid, or nothing that Assay reads. */
    INPUT,
    /**
     * The line of the input that includes a file with the problem directly before this one; the message repeats that
     * problem.
     */
    INCLUDED,
    /** The input needs more time than it may take. */
    TIMEOUT,
    /** The input is, or needs, more bytes than it may. */
    TOO_LARGE,
    /** The worker process died: killed from outside, or by this input; a second try tells. */
    WORKER_LOST,
    /** This machine: a program does not start, a file cannot be read. */
    MACHINE
  }

  /** A problem of the input itself. */
  public Problem(String file, int line, int column, String message) {
    this(Kind.INPUT, file, line, column, message);
  }

  /** A problem of a whole file. */
  public static Problem ofFile(Kind kind, String file, String message) {
    return new Problem(kind, file, 0, 0, message);
  }

  /** This problem, with the file named differently. */
  public Problem in(String otherFile) {
    return new Problem(kind, otherFile, line, column, message);
  }

  /** {@code FILE:LINE: message}, as the command line prints it. */
  @Override
  public String toString() {
    return file + ":" + (line > 0 ? line + ":" : "") + " " + message;
  }
}
