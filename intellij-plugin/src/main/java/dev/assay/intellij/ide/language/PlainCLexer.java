package dev.assay.intellij.ide.language;

import com.intellij.psi.tree.IElementType;
import java.util.Set;

/** Cuts C and C++ into tokens. */
final class PlainCLexer extends TokenLexer {
  private static final Set<String> KEYWORDS = Set.of("alignas", "alignof", "auto", "bool", "break", "case", "char",
      "const", "constexpr", "continue", "default", "do", "double", "else", "enum", "extern", "false", "float", "for",
      "goto", "if", "inline", "int", "long", "nullptr", "register", "restrict", "return", "short", "signed", "sizeof",
      "static", "static_assert", "struct", "switch", "thread_local", "true", "typedef", "typeof", "union", "unsigned",
      "void", "volatile", "while", "_Alignas", "_Alignof", "_Atomic", "_Bool", "_Complex", "_Generic", "_Noreturn",
      "_Static_assert", "_Thread_local");

  private static final Set<String> CPLUSPLUS_KEYWORDS = Set.of("and", "asm", "catch", "char16_t", "char32_t", "char8_t",
      "class", "co_await", "co_return", "co_yield", "concept", "const_cast", "consteval", "constinit", "decltype",
      "delete", "dynamic_cast", "explicit", "export", "friend", "mutable", "namespace", "new", "noexcept", "not",
      "operator", "or", "private", "protected", "public", "reinterpret_cast", "requires", "static_cast", "template",
      "this", "throw", "try", "typeid", "typename", "using", "virtual", "wchar_t", "xor");

  private final TokenTypes types;
  private final boolean isCplusplus;

  /** A lexer for C++, or else for C, in which words such as {@code new} are names. */
  PlainCLexer(TokenTypes types, boolean isCplusplus) {
    this.types = types;
    this.isCplusplus = isCplusplus;
  }

  @Override
  IElementType token(int start) {
    char c = at(start);
    if (c == '/' && at(start + 1) == '/') {
      endAt(skip(start, ch -> ch != '\n'));
      return types.comment;
    }
    if (c == '/' && at(start + 1) == '*') {
      endAt(endOfComment(start + 2));
      return types.comment;
    }
    if (c == '"' || c == '\'') {
      endAt(endOfString(start, '\\'));
      return types.string;
    }
    if (c == '#') {
      endAt(skip(skip(start + 1, ch -> ch == ' ' || ch == '\t'), PlainCLexer::isNameCharacter));
      return types.special;
    }
    if (Character.isDigit(c) || c == '.' && Character.isDigit(at(start + 1))) {
      endAt(endOfNumber(start + 1));
      return types.number;
    }
    if (isNameCharacter(c)) {
      int end = skip(start, PlainCLexer::isNameCharacter);
      endAt(end);
      return isKeyword(text(start, end)) ? types.keyword : types.name;
    }
    endAt(start + 1);
    return types.sign;
  }

  private boolean isKeyword(String word) {
    return KEYWORDS.contains(word) || isCplusplus && CPLUSPLUS_KEYWORDS.contains(word);
  }

  /** A quote between digits separates them. */
  private int endOfNumber(int from) {
    int offset = skip(from, ch -> isNameCharacter(ch) || ch == '.');
    return at(offset) == '\'' && isNameCharacter(at(offset + 1)) ? endOfNumber(offset + 1) : offset;
  }

  private int endOfComment(int from) {
    int offset = from;
    while (at(offset) != 0 && !(at(offset) == '*' && at(offset + 1) == '/')) {
      offset++;
    }
    return offset + 2;
  }

  private static boolean isNameCharacter(int c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
