package dev.assay.intellij.ide.language;

import com.intellij.lexer.Lexer;
import com.intellij.openapi.editor.colors.TextAttributesKey;
import com.intellij.openapi.fileTypes.SyntaxHighlighterBase;
import com.intellij.psi.tree.IElementType;
import java.util.function.Supplier;

/** Colours tokens by their type. */
final class TokenHighlighter extends SyntaxHighlighterBase {
  private final Supplier<Lexer> lexers;

  TokenHighlighter(Supplier<Lexer> lexers) {
    this.lexers = lexers;
  }

  @Override
  public Lexer getHighlightingLexer() {
    return lexers.get();
  }

  @Override
  public TextAttributesKey[] getTokenHighlights(IElementType type) {
    return type instanceof TokenTypes.ColouredType coloured ? pack(coloured.colour()) : pack(null);
  }
}
