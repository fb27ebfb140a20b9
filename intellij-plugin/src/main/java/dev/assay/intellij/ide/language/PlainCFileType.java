package dev.assay.intellij.ide.language;

import com.intellij.openapi.fileTypes.FileType;
import com.intellij.openapi.fileTypes.FileTypeManager;
import com.intellij.openapi.fileTypes.LanguageFileType;
import com.intellij.openapi.fileTypes.UnknownFileType;
import com.intellij.openapi.fileTypes.UserFileType;
import com.intellij.openapi.fileTypes.ex.FileTypeIdentifiableByVirtualFile;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.protocol.SourceLanguage;
import dev.assay.intellij.ide.AssayIcons;
import java.util.Optional;
import javax.swing.Icon;

/**
 * C and C++ sources, where no other file type knows them. This one claims no extension, so that it gives way as
 * soon as the IDE learns C. A type that is only a list of words to colour, as some IDEs have one for C, does not count:
 * it takes a file for one element, in which the IDE cannot tell where the mouse is.
 */
public final class PlainCFileType extends LanguageFileType implements FileTypeIdentifiableByVirtualFile {
  /** The only one. */
  public static final PlainCFileType INSTANCE = new PlainCFileType();

  private PlainCFileType() {
    super(PlainCLanguage.INSTANCE);
  }

  @Override
  public boolean isMyFileType(VirtualFile file) {
    Optional<SourceLanguage> language = SourceLanguage.ofExtension(file.getExtension());
    if (file.isDirectory() || language.isEmpty() || language.get() == SourceLanguage.LLVM_IR) {
      return false;
    }
    FileType known = FileTypeManager.getInstance().getFileTypeByFileName(file.getName());
    return known instanceof UnknownFileType || known instanceof UserFileType;
  }

  @Override
  public String getName() {
    return "C and C++ (Assay)";
  }

  @Override
  public String getDescription() {
    return "C and C++, where the IDE does not know them";
  }

  @Override
  public String getDefaultExtension() {
    return "";
  }

  @Override
  public Icon getIcon() {
    return AssayIcons.C;
  }
}
