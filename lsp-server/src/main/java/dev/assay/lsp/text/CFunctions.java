package dev.assay.lsp.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds function definitions in C without preprocessing it: at file level, a name, a parameter list, a body.
 *
 * <p>It is asked only where something is; what a function is called and whether it exists, clang decides. Definitions
 * that macros hide are not found here, and their units are placed by the lines that clang gives.
 */
final class CFunctions {
  /** Words that stand before a parenthesis without being a function's name. */
  private static final Set<String> NO_NAMES =
      Set.of("__attribute__", "__attribute", "__declspec", "_Alignas", "alignas", "__asm__", "asm", "__asm", "typeof",
          "__typeof__", "typeof_unqual", "_Atomic", "_BitInt", "__extension__", "void", "int", "char", "short", "long",
          "float", "double", "signed", "unsigned", "const", "volatile", "restrict", "static", "extern", "inline",
          "struct", "union", "enum", "bool", "_Bool", "if", "for", "while", "switch", "return", "sizeof");

  private final String text;
  private final List<FunctionText> found = new ArrayList<>();
  private int at;

  private CFunctions(String text) {
    this.text = text;
  }

  static List<FunctionText> find(String text) {
    CFunctions scanner = new CFunctions(text);
    scanner.scan();
    return List.copyOf(scanner.found);
  }

  static Optional<FunctionText> identifierAt(String text, int offset) {
    int start = Math.min(offset, text.length());
    while (start > 0 && isPart(text.charAt(start - 1))) {
      start--;
    }
    int end = Math.min(offset, text.length());
    while (end < text.length() && isPart(text.charAt(end))) {
      end++;
    }
    return start == end || Character.isDigit(text.charAt(start)) ? Optional.empty()
        : Optional.of(new FunctionText(text.substring(start, end), start, end, start, end));
  }

  private void scan() {
    int start = -1;
    FunctionText name = null;
    boolean isDone = false; // an initialiser or a knowable non-function
    while (skipBlanks()) {
      char c = text.charAt(at);
      if (start < 0) {
        start = at;
      }
      if (isPart(c)) {
        int from = at;
        while (at < text.length() && isPart(text.charAt(at))) {
          at++;
        }
        String word = text.substring(from, at);
        if (name == null && skipBlanks() && text.charAt(at) == '(' && !NO_NAMES.contains(word)
            && !Character.isDigit(word.charAt(0))) {
          name = new FunctionText(word, from, from + word.length(), from, from);
        }
      } else if (c == '{') {
        skipBraces();
        if (name != null && !isDone) {
          found.add(new FunctionText(name.name(), name.nameStart(), name.nameEnd(), start, at));
          start = -1;
          name = null;
        }
      } else {
        isDone |= c == '=';
        at++;
        if (c == ';') {
          start = -1;
          name = null;
          isDone = false;
        }
      }
    }
  }

  private void skipBraces() {
    int depth = 0;
    while (skipBlanks()) {
      char c = text.charAt(at++);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0) {
        return;
      }
    }
  }

  /** Skips blanks, comments, literals and preprocessor lines; false at the end of the text. */
  private boolean skipBlanks() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (text.startsWith("//", at) || (c == '#' && isFirstOnLine())) {
        skipLine();
      } else if (text.startsWith("/*", at)) {
        int close = text.indexOf("*/", at + 2);
        at = close < 0 ? text.length() : close + 2;
      } else if (c == '"' || c == '\'') {
        skipLiteral(c);
      } else {
        return true;
      }
    }
    return false;
  }

  private boolean isFirstOnLine() {
    int i = at - 1;
    while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i--;
    }
    return i < 0 || text.charAt(i) == '\n' || text.charAt(i) == '\r';
  }

  /** To the end of the line; a backslash before it carries on. */
  private void skipLine() {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\n') {
        int back = at - 2;
        back -= back >= 0 && text.charAt(back) == '\r' ? 1 : 0;
        if (back < 0 || text.charAt(back) != '\\') {
          return;
        }
      }
    }
  }

  private void skipLiteral(char quote) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at = Math.min(at + 1, text.length());
      } else if (c == quote || c == '\n') { // a literal never closed ends with its line
        return;
      }
    }
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || Character.isSurrogate(c);
  }
}
