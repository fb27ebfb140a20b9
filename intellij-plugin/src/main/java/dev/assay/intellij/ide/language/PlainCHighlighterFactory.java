package dev.assay.intellij.ide.language;

import com.intellij.openapi.fileTypes.SyntaxHighlighter;
import com.intellij.openapi.fileTypes.SyntaxHighlighterFactory;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.protocol.SourceLanguage;
import java.util.Optional;

/** Colours C and C++. */
public final class PlainCHighlighterFactory extends SyntaxHighlighterFactory {
  @Override
  public SyntaxHighlighter getSyntaxHighlighter(Project project, VirtualFile file) {
    boolean isCplusplus =
        file != null && SourceLanguage.ofExtension(file.getExtension()).equals(Optional.of(SourceLanguage.CPLUSPLUS));
    return new TokenHighlighter(() -> new PlainCLexer(PlainCParserDefinition.TOKEN_TYPES, isCplusplus));
  }
}
