package dev.assay.intellij.ide.language;

import com.intellij.lang.Language;

/** C and C++ in an IDE that knows neither. */
public final class PlainCLanguage extends Language {
  /** The only one. */
  public static final PlainCLanguage INSTANCE = new PlainCLanguage();

  private static final long serialVersionUID = 1;

  private PlainCLanguage() {
    super("AssayC");
  }

  @Override
  public String getDisplayName() {
    return "C and C++";
  }
}
