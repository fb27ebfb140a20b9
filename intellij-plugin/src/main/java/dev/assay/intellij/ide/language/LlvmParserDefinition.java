package dev.assay.intellij.ide.language;

import com.intellij.lexer.Lexer;
import com.intellij.openapi.project.Project;
import com.intellij.psi.tree.IFileElementType;

/** LLVM IR as a flat sequence of tokens. */
public final class LlvmParserDefinition extends TokenParserDefinition {
  static final TokenTypes TOKEN_TYPES = new TokenTypes(LlvmLanguage.INSTANCE);

  private static final IFileElementType FILE = new IFileElementType(LlvmLanguage.INSTANCE);

  /** Called by the IDE. */
  public LlvmParserDefinition() {
    super(LlvmFileType.INSTANCE, TOKEN_TYPES, FILE);
  }

  @Override
  public Lexer createLexer(Project project) {
    return new LlvmLexer(TOKEN_TYPES);
  }
}
