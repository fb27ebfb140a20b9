package dev.assay.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What is known of the terminal that a command runs on.
 *
 * @param outIsTerminal whether standard output goes to a terminal
 * @param errIsErasable whether standard error goes to one that can erase a line, which a dumb one cannot
 * @param width columns that a line may have
 * @param noColor whether the environment asks for none, by {@code NO_COLOR} or a dumb {@code TERM}
 */
public record Terminal(boolean outIsTerminal, boolean errIsErasable, int width, boolean noColor) {
  /** Columns where nothing tells how many there are. */
  public static final int DEFAULT_WIDTH = 80;
  private static final int NARROWEST = 40;
  private static final int WIDEST = 1000;
  private static final long PATIENCE_SECONDS = 2;

  /** Checks the width: a table cannot be narrower than its numbers. */
  public Terminal {
    width = Math.clamp(width, NARROWEST, WIDEST);
  }

  /** The terminal that this process runs on. */
  public static Terminal detect(Map<String, String> environment) {
    int kinds = terminalKinds();
    boolean out = (kinds & 1) != 0;
    boolean err = (kinds & 2) != 0;
    int width = number(environment.getOrDefault("COLUMNS", ""));
    if (width <= 0 && (out || err)) {
      width = sttyColumns();
    }
    boolean isDumb = environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(out, err && !isDumb, width <= 0 ? DEFAULT_WIDTH : width,
        isDumb || !environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  /** Bit 0 for standard output, bit 1 for standard error. Java cannot tell them apart, so the shell is asked. */
  private static int terminalKinds() {
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win")) {
      return 0;
    }
    try {
      Process shell =
          new ProcessBuilder("sh", "-c", "k=0; [ -t 1 ] && k=1; [ -t 2 ] && k=$((k+2)); exit $k").inheritIO().start();
      return finished(shell) ? shell.exitValue() & 3 : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static int sttyColumns() {
    try {
      Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty").redirectError(Redirect.DISCARD).start();
      try (InputStream answer = stty.getInputStream()) {
        String[] rowsAndColumns = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip().split(" ");
        return finished(stty) && rowsAndColumns.length == 2 ? number(rowsAndColumns[1]) : 0;
      }
    } catch (IOException e) {
      return 0;
    }
  }

  private static boolean finished(Process process) {
    try {
      if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    return false;
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
