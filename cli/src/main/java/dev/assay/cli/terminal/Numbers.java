package dev.assay.cli.terminal;

import dev.assay.workspace.wording.Figures;
import java.util.Locale;
import java.util.OptionalInt;

/** Figures as text. */
public final class Numbers {
  private static final String UNKNOWN = "-";

  private Numbers() {}

  /** A fraction of 1 with 4 digits, never negative zero. */
  public static double ratio(double fraction) {
    return rounded(fraction, 1e4);
  }

  /** Milliseconds with one digit. */
  public static double millis(double milliseconds) {
    return rounded(milliseconds, 10);
  }

  private static double rounded(double value, double scale) {
    return Double.isFinite(value) ? Math.round(value * scale) / scale + 0.0 : 0.0;
  }

  /** By how much a count has changed, where both are known. */
  public static String change(OptionalInt before, OptionalInt after) {
    return before.isPresent() && after.isPresent() ? Figures.change(before.getAsInt(), after.getAsInt()) : UNKNOWN;
  }

  /** A count that may not be known. */
  public static String count(OptionalInt count) {
    return count.isPresent() ? Integer.toString(count.getAsInt()) : UNKNOWN;
  }

  /** Milliseconds, for example {@code 61.2 ms}. */
  public static String milliseconds(double milliseconds) {
    return String.format(Locale.ROOT, "%.1f ms", milliseconds);
  }
}
