package dev.assay.intellij.ide.language;

import com.intellij.psi.tree.IElementType;
import java.util.Set;

/** Cuts LLVM IR into tokens. */
final class LlvmLexer extends TokenLexer {
  private static final Set<String> TYPES = Set.of("void", "half", "bfloat", "float", "double", "fp128", "x86_fp80",
      "ppc_fp128", "ptr", "label", "token", "metadata", "opaque", "vscale");
  private static final Set<String> NOT_KEYWORDS = Set.of("x", "c", "u0x", "s0x");

  private final TokenTypes types;

  LlvmLexer(TokenTypes types) {
    this.types = types;
  }

  @Override
  IElementType token(int start) {
    char c = at(start);
    if (c == ';') {
      endAt(skip(start, ch -> ch != '\n'));
      return types.comment;
    }
    if (c == '"') {
      endAt(endOfString(start, (char) 0));
      return at(endOfString(start, (char) 0)) == ':' ? types.label : types.string;
    }
    if (c == '@' || c == '%' || c == '$' || c == '!' || c == '#') {
      return named(start, c);
    }
    if (Character.isDigit(c) || c == '-' && Character.isDigit(at(start + 1))) {
      return number(start);
    }
    if (isNameCharacter(c)) {
      return bareWord(start);
    }
    endAt(start + 1);
    return types.sign;
  }

  private IElementType named(int start, char sigil) {
    if (at(start + 1) == '"') {
      endAt(endOfString(start + 1, (char) 0));
    } else {
      int end = skip(start + 1, LlvmLexer::isNameCharacter);
      endAt(end);
      if (end == start + 1) {
        return types.sign;
      }
    }
    return sigil == '@' ? types.global : sigil == '%' ? types.local : types.metadata;
  }

  private IElementType number(int start) {
    int end = skip(start + 1, c -> isNameCharacter(c) || c == '+');
    endAt(end);
    return at(end) == ':' ? types.label : types.number;
  }

  private IElementType bareWord(int start) {
    int end = skip(start, LlvmLexer::isNameCharacter);
    endAt(end);
    String word = text(start, end);
    if (at(end) == ':') {
      return types.label;
    }
    if (TYPES.contains(word) || word.matches("i\\d+")) {
      return types.special;
    }
    return NOT_KEYWORDS.contains(word) ? types.name : types.keyword;
  }

  private static boolean isNameCharacter(int c) {
    return c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '$';
  }
}
