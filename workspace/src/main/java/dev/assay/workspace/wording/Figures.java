package dev.assay.workspace.wording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalInt;

/** Numbers as text, the same on every machine whatever its locale. */
public final class Figures {
  /** Embeddings are floats, so that the cosine of equal ones may be a little less than 1. */
  private static final double ROUNDING = 1e-6;

  private Figures() {}

  /**
   * By how much a count changed, for example {@code -57 %}, {@code +3 %} or {@code 0 %}.
   *
   * <p>Whole percents, since nobody acts on less; a change below half a percent keeps one decimal, or {@code <0.1}, so
   * that it does not look like none.
   *
   * @param before the count before, not negative
   * @param after the count after, not negative
   */
  public static String change(long before, long after) {
    return before == 0 ? percent(after == 0 ? 0 : 1) : percent((after - before) / (double) before);
  }

  /** A ratio as a signed percentage; {@code -0.57} is {@code -57 %}. The minus is ASCII's, which every console has. */
  public static String percent(double ratio) {
    double percent = ratio * 100;
    double size = Math.abs(percent);
    if (size == 0) {
      return "0 %";
    }
    String sign = percent < 0 ? "-" : "+";
    if (size < 0.1) {
      return sign + "<0.1 %";
    }
    return sign + String.format(Locale.ROOT, size < 0.5 ? "%.1f" : "%.0f", size) + " %";
  }

  /** A probability of 0 to 1, for example {@code 91 %}; what is neither 0 nor 1 does not look so. */
  public static String probability(double probability) {
    double percent = probability * 100;
    return percent > 0 && percent < 0.5 ? "<1 %"
        : percent < 100 && percent >= 99.5 ? ">99 %" : String.format(Locale.ROOT, "%.0f %%", percent);
  }

  /** A count with its noun, for example {@code 1 probe} or {@code 100 probes}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** A count with separators of thousands, for example {@code 4,321}. */
  public static String grouped(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A cosine of -1 to 1 with three digits, for example {@code 0.912}; what is less than 1 does not look like 1. */
  public static String similarity(double cosine) {
    return cosine >= 0.9995 && cosine < 1 - ROUNDING ? ">0.999" : String.format(Locale.ROOT, "%.3f", cosine);
  }

  /**
   * How often chance does as well, for example {@code 1 in 290}; two digits, since a sample does not give more.
   *
   * @param share the share of random pairs that do as well, more than 0 and at most 1
   */
  public static String chance(double share) {
    double one = 1 / share;
    return "1 in " + (one < 10 ? String.format(Locale.ROOT, "%.1f", one)
        : grouped(new BigDecimal(one).round(new MathContext(2)).longValue()));
  }

  /** A size, for example {@code 812 bytes}; a dash where there is none. */
  public static String bytes(OptionalInt size) {
    return size.isPresent() ? count(size.getAsInt(), "byte") : "-";
  }
}
