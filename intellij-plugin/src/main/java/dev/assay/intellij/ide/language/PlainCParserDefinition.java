package dev.assay.intellij.ide.language;

import com.intellij.lexer.Lexer;
import com.intellij.openapi.project.Project;
import com.intellij.psi.tree.IFileElementType;

/** C and C++ as a flat sequence of tokens. */
public final class PlainCParserDefinition extends TokenParserDefinition {
  static final TokenTypes TOKEN_TYPES = new TokenTypes(PlainCLanguage.INSTANCE);

  private static final IFileElementType FILE = new IFileElementType(PlainCLanguage.INSTANCE);

  /** Called by the IDE. */
  public PlainCParserDefinition() {
    super(PlainCFileType.INSTANCE, TOKEN_TYPES, FILE);
  }

  @Override
  public Lexer createLexer(Project project) {
    // The tree tells comments and strings from the rest, which are the same in both languages.
    return new PlainCLexer(TOKEN_TYPES, false);
  }
}
