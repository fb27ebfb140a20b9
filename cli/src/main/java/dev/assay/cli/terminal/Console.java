package dev.assay.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes to: results to {@code out}, errors and progress to {@code err}.
 *
 * @param out standard output, in UTF-8 as JSON has to be
 * @param err standard error
 * @param terminal what is at their other end
 */
public record Console(PrintStream out, PrintStream err, Terminal terminal) {
  /** This process's own. */
  public static Console standard() {
    return new Console(new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
        Terminal.detect(System.getenv()));
  }

  /** Prints one line of results at once, so that a reader at the end of a pipe need not wait. */
  public void line(String text) {
    out.print(text + "\n");
    out.flush();
  }

  /**
   * Prints what is wrong on standard error, in one line: messages come with what they quote from files on lines of its
   * own, and files may hold anything.
   */
  public void problem(String text) {
    err.println(TextWidth.oneLine(text));
  }

  /** Whether nobody reads the results any more, as with {@code | head}. */
  public boolean isAbandoned() {
    return out.checkError();
  }
}
