package dev.assay.intellij.ide.language;

import com.intellij.openapi.fileTypes.SyntaxHighlighter;
import com.intellij.openapi.fileTypes.SyntaxHighlighterFactory;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.vfs.VirtualFile;

/** Colours LLVM IR. */
public final class LlvmHighlighterFactory extends SyntaxHighlighterFactory {
  @Override
  public SyntaxHighlighter getSyntaxHighlighter(Project project, VirtualFile file) {
    return new TokenHighlighter(() -> new LlvmLexer(LlvmParserDefinition.TOKEN_TYPES));
  }
}
