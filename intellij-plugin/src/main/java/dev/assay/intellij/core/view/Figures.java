package dev.assay.intellij.core.view;

import dev.assay.intellij.core.protocol.SimilarRow;
import dev.assay.intellij.core.protocol.SimilarRowText;
import java.util.List;
import java.util.Locale;

/** How figures are written: in the server's words, where it has any for them. */
public final class Figures {
  private Figures() {}

  /** A row in the server's words; of a server that is too old for them, the bare figure. Nothing in it is null. */
  public static SimilarRowText words(SimilarRow row) {
    SimilarRowText text = row.text();
    if (text == null) {
      return new SimilarRowText(String.valueOf(row.similarity()), "", "", List.of());
    }
    return new SimilarRowText(orEmpty(text.similarity()), orEmpty(text.chance()), orEmpty(text.gains()),
        text.details() == null ? List.of() : text.details());
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  /** A count with separators of thousands. */
  public static String count(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }
}
