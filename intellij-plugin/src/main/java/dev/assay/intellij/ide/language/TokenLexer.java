package dev.assay.intellij.ide.language;

import com.intellij.lexer.LexerBase;
import com.intellij.psi.TokenType;
import com.intellij.psi.tree.IElementType;
import java.util.function.IntPredicate;

/**
 * Cuts a text into tokens, one at a time and without a state between them, so that the editor may begin anywhere. Every
 * character belongs to exactly one token, whatever the text is.
 */
abstract class TokenLexer extends LexerBase {
  private CharSequence buffer = "";
  private int bufferEnd;
  private int tokenStart;
  private int tokenEnd;
  private IElementType tokenType;

  @Override
  public final void start(CharSequence text, int startOffset, int endOffset, int initialState) {
    buffer = text;
    bufferEnd = endOffset;
    tokenEnd = startOffset;
    advance();
  }

  @Override
  public final void advance() {
    tokenStart = tokenEnd;
    if (tokenStart >= bufferEnd) {
      tokenType = null;
      return;
    }
    if (Character.isWhitespace(buffer.charAt(tokenStart))) {
      tokenEnd = skip(tokenStart, Character::isWhitespace);
      tokenType = TokenType.WHITE_SPACE;
      return;
    }
    tokenType = token(tokenStart);
  }

  /** The type of the token that begins at an offset; has to call {@link #endAt}. */
  abstract IElementType token(int start);

  /** The token ends before this offset, and at the end of the text at the latest; it has at least one character. */
  final void endAt(int offset) {
    tokenEnd = Math.max(tokenStart + 1, Math.min(offset, bufferEnd));
  }

  /** The character at an offset; 0 after the end of the text. */
  final char at(int offset) {
    return offset < bufferEnd ? buffer.charAt(offset) : 0;
  }

  /** The first offset from there on with another kind of character. */
  final int skip(int from, IntPredicate characters) {
    int offset = from;
    while (offset < bufferEnd && characters.test(buffer.charAt(offset))) {
      offset++;
    }
    return offset;
  }

  /** The text between two offsets. */
  final String text(int from, int to) {
    return buffer.subSequence(from, Math.min(to, bufferEnd)).toString();
  }

  /** The offset after a string that begins at an offset; one that is not closed ends with its line. */
  final int endOfString(int start, char escape) {
    char quote = at(start);
    int offset = start + 1;
    while (offset < bufferEnd && at(offset) != '\n') {
      if (at(offset) == quote) {
        return offset + 1;
      }
      offset += at(offset) == escape && escape != 0 ? 2 : 1;
    }
    return offset;
  }

  @Override
  public final int getState() {
    return 0;
  }

  @Override
  public final IElementType getTokenType() {
    return tokenType;
  }

  @Override
  public final int getTokenStart() {
    return tokenStart;
  }

  @Override
  public final int getTokenEnd() {
    return tokenEnd;
  }

  @Override
  public final CharSequence getBufferSequence() {
    return buffer;
  }

  @Override
  public final int getBufferEnd() {
    return bufferEnd;
  }
}
