package dev.assay.intellij.ide.language;

import com.intellij.psi.tree.IElementType;
import java.util.Set;

/** The words of LLVM IR. */
final class LlvmLexer extends WordLexer {
  private static final Set<String> TYPES = Set.of("void", "half", "bfloat", "float", "double", "fp128", "x86_fp80",
      "ppc_fp128", "ptr", "label", "token", "metadata", "opaque", "vscale");
  private static final Set<String> NOT_KEYWORDS = Set.of("x", "c", "u0x", "s0x");

  private final Words words;

  LlvmLexer(Words words) {
    this.words = words;
  }

  @Override
  IElementType word(int start) {
    char c = at(start);
    if (c == ';') {
      endAt(skip(start, ch -> ch != '\n'));
      return words.comment;
    }
    if (c == '"') {
      endAt(endOfString(start, (char) 0));
      return at(endOfString(start, (char) 0)) == ':' ? words.label : words.string;
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
    return words.sign;
  }

  private IElementType named(int start, char sigil) {
    if (at(start + 1) == '"') {
      endAt(endOfString(start + 1, (char) 0));
    } else {
      int end = skip(start + 1, LlvmLexer::isNameCharacter);
      endAt(end);
      if (end == start + 1) {
        return words.sign;
      }
    }
    return sigil == '@' ? words.global : sigil == '%' ? words.local : words.metadata;
  }

  private IElementType number(int start) {
    int end = skip(start + 1, c -> isNameCharacter(c) || c == '+');
    endAt(end);
    return at(end) == ':' ? words.label : words.number;
  }

  private IElementType bareWord(int start) {
    int end = skip(start, LlvmLexer::isNameCharacter);
    endAt(end);
    String word = text(start, end);
    if (at(end) == ':') {
      return words.label;
    }
    if (TYPES.contains(word) || word.matches("i\\d+")) {
      return words.special;
    }
    return NOT_KEYWORDS.contains(word) ? words.name : words.keyword;
  }

  private static boolean isNameCharacter(int c) {
    return c < 128 && Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-' || c == '$';
  }
}
