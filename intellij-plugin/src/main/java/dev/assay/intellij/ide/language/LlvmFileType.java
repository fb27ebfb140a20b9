package dev.assay.intellij.ide.language;

import com.intellij.openapi.fileTypes.LanguageFileType;
import dev.assay.intellij.ide.AssayIcons;
import javax.swing.Icon;

/** Files of LLVM IR as text. */
public final class LlvmFileType extends LanguageFileType {
  /** The only one. */
  public static final LlvmFileType INSTANCE = new LlvmFileType();

  private LlvmFileType() {
    super(LlvmLanguage.INSTANCE);
  }

  @Override
  public String getName() {
    return "LLVM IR (Assay)";
  }

  @Override
  public String getDescription() {
    return "LLVM IR";
  }

  @Override
  public String getDefaultExtension() {
    return "ll";
  }

  @Override
  public Icon getIcon() {
    return AssayIcons.LLVM;
  }
}
