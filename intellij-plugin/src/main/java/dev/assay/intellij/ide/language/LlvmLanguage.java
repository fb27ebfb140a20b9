package dev.assay.intellij.ide.language;

import com.intellij.lang.Language;

/** LLVM IR. The id is our own, so that another plugin's language does not get in the way. */
public final class LlvmLanguage extends Language {
  /** The only one. */
  public static final LlvmLanguage INSTANCE = new LlvmLanguage();

  private static final long serialVersionUID = 1;

  private LlvmLanguage() {
    super("AssayLLVM");
  }

  @Override
  public String getDisplayName() {
    return "LLVM IR";
  }
}
