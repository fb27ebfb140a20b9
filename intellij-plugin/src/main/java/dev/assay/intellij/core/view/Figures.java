package dev.assay.intellij.core.view;

import dev.assay.intellij.core.protocol.Significance;
import dev.assay.intellij.core.protocol.SimilarRow;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How figures are written; the same as in the other editors. */
public final class Figures {
  private Figures() {}

  /** A change in percent, with the sign that it has: a gain is fewer instructions and therefore a minus. */
  public static String gain(double fraction) {
    long percent = Math.round(Math.abs(fraction) * 100);
    if (percent == 0) {
      return "±0 %";
    }
    return (fraction > 0 ? "−" : "+") + percent + " %";
  }

  /** How often chance does as well: "1 in 290"; two digits, since the sample does not give more. Empty if unknown. */
  public static String byChance(Significance significance) {
    if (significance == null) {
      return "";
    }
    if (significance.share() <= 0) {
      return "less than 1 in " + count(significance.pairs());
    }
    double one = 1 / significance.share();
    if (one < 10) {
      return String.format(Locale.ROOT, "1 in %.1f", one);
    }
    return "1 in " + count(new BigDecimal(one).round(new MathContext(2)).longValue());
  }

  /** A cosine with three digits. */
  public static String similarity(double cosine) {
    return String.format(Locale.ROOT, "%.3f", cosine);
  }

  /** What was measured of a function that was found; empty where nothing was. */
  public static String measuredGain(SimilarRow row) {
    List<String> parts = new ArrayList<>();
    if (row.ozGain() != null) {
      parts.add("-Oz " + gain(row.ozGain()));
    }
    if (row.bestPipeline() != null) {
      parts.add("best " + gain(row.bestPipeline().gain()));
    }
    return String.join(" · ", parts);
  }

  /** A count with separators of thousands. */
  public static String count(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }
}
