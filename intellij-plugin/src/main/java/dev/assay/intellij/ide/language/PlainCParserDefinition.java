package dev.assay.intellij.ide.language;

import com.intellij.lexer.Lexer;
import com.intellij.openapi.project.Project;
import com.intellij.psi.tree.IFileElementType;

/** C as a row of words. */
public final class PlainCParserDefinition extends WordParserDefinition {
  static final Words WORDS = new Words(PlainCLanguage.INSTANCE);

  private static final IFileElementType FILE = new IFileElementType(PlainCLanguage.INSTANCE);

  /** Called by the IDE. */
  public PlainCParserDefinition() {
    super(PlainCFileType.INSTANCE, WORDS, FILE);
  }

  @Override
  public Lexer createLexer(Project project) {
    return new PlainCLexer(WORDS);
  }
}
