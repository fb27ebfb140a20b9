package dev.assay.intellij.ide.language;

import com.intellij.lexer.Lexer;
import com.intellij.openapi.editor.colors.TextAttributesKey;
import com.intellij.openapi.fileTypes.SyntaxHighlighterBase;
import com.intellij.psi.tree.IElementType;
import java.util.function.Supplier;

/** Colours words by their kind. */
final class WordHighlighter extends SyntaxHighlighterBase {
  private final Supplier<Lexer> lexers;

  WordHighlighter(Supplier<Lexer> lexers) {
    this.lexers = lexers;
  }

  @Override
  public Lexer getHighlightingLexer() {
    return lexers.get();
  }

  @Override
  public TextAttributesKey[] getTokenHighlights(IElementType type) {
    return type instanceof Words.Word word ? pack(word.colour()) : pack(null);
  }
}
