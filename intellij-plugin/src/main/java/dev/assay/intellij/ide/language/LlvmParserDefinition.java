package dev.assay.intellij.ide.language;

import com.intellij.lexer.Lexer;
import com.intellij.openapi.project.Project;
import com.intellij.psi.tree.IFileElementType;

/** LLVM IR as a row of words. */
public final class LlvmParserDefinition extends WordParserDefinition {
  static final Words WORDS = new Words(LlvmLanguage.INSTANCE);

  private static final IFileElementType FILE = new IFileElementType(LlvmLanguage.INSTANCE);

  /** Called by the IDE. */
  public LlvmParserDefinition() {
    super(LlvmFileType.INSTANCE, WORDS, FILE);
  }

  @Override
  public Lexer createLexer(Project project) {
    return new LlvmLexer(WORDS);
  }
}
