package dev.assay.source;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds function definitions in the text of C or C++ without preprocessing it: at file level, a name, a parameter list,
 * a body. What only a compiler can know, such as functions that macros define, is not found.
 *
 * <p>Linear in the text, which may be half written. Of conditional text inside a function only the first branch counts,
 * since branches often open the same brace twice.
 */
final class CTextScanner {
  /** Words that come before a parenthesis without being a function's name. */
  private static final Set<String> NO_NAMES =
      Set.of("__attribute__", "__attribute", "__declspec", "_Alignas", "alignas", "__asm__", "asm", "__asm", "typeof",
          "__typeof__", "typeof_unqual", "_Atomic", "_BitInt", "__extension__", "void", "int", "char", "short", "long",
          "float", "double", "signed", "unsigned", "const", "volatile", "restrict", "static", "extern", "inline",
          "struct", "union", "enum", "bool", "_Bool", "if", "for", "while", "switch", "return", "sizeof");

  private final String file;
  private final byte[] text;
  private final List<FunctionPlace> found = new ArrayList<>();
  private int at;
  /** Lines are counted on as places are found, which is in the order of the text. */
  private int countedTo;
  private int line = 1;

  private CTextScanner(String file, byte[] text) {
    this.file = file;
    this.text = text;
  }

  /** A name with a parenthesis after it. */
  private record Candidate(Span span, byte previous) {}

  static List<FunctionPlace> functions(String file, byte[] text) {
    CTextScanner scanner = new CTextScanner(file, text);
    scanner.scan();
    return List.copyOf(scanner.found);
  }

  static Optional<NamePlace> nameAt(byte[] text, int offset) {
    int start = Math.min(Math.max(offset, 0), text.length);
    int end = start;
    while (start > 0 && isPart(text[start - 1])) {
      start--;
    }
    while (end < text.length && isPart(text[end])) {
      end++;
    }
    if (start == end || text[start] >= '0' && text[start] <= '9') {
      return Optional.empty();
    }
    Span span = new Span(start, end);
    return isCode(text, start) ? Optional.of(new NamePlace(word(text, span), span)) : Optional.empty();
  }

  /** Whether an offset is neither in a comment nor in a literal, by its line alone. */
  private static boolean isCode(byte[] text, int offset) {
    int from = offset;
    while (from > 0 && text[from - 1] != '\n') {
      from--;
    }
    CTextScanner scanner = new CTextScanner("", text);
    scanner.at = from;
    while (scanner.at < offset) {
      byte c = text[scanner.at];
      if (c == '"' || c == '\'') {
        scanner.skipLiteral(c);
      } else if (!scanner.skipComment()) {
        scanner.at++;
      }
    }
    return scanner.at == offset;
  }

  private void scan() {
    int start = -1;
    List<Candidate> candidates = new ArrayList<>();
    boolean isDone = false; // an initialiser: what follows is no function
    Span oldStyle = null; // a function whose parameters are declared after its parenthesis, as in K&R's C
    int oldStyleStart = 0;
    byte previous = 0;
    while (skipBlanks(start >= 0)) {
      byte c = text[at];
      boolean isFirst = start < 0;
      if (isFirst) {
        start = at;
      }
      if (isPart(c)) {
        int from = at;
        while (at < text.length && isPart(text[at])) {
          at++;
        }
        Span span = new Span(from, at);
        if (skipBlanks(true) && text[at] == '(' && (c < '0' || c > '9') && !NO_NAMES.contains(word(text, span))) {
          candidates.add(new Candidate(span, previous));
        }
        previous = c;
        continue;
      }
      at++;
      if (c == '{') {
        Span name = isDone ? null : !candidates.isEmpty() ? name(candidates) : isFirst ? oldStyle : null;
        int open = at - 1;
        skipBraces();
        if (name != null) {
          add(candidates.isEmpty() ? oldStyleStart : start(candidates, name, start), name, open);
          start = -1;
        } else if (isFirst) {
          start = -1;
        }
        candidates.clear();
        oldStyle = null;
      } else if (c == ';') {
        if (!candidates.isEmpty() && previous != ')' && !isDone) {
          oldStyle = name(candidates);
          oldStyleStart = start;
        }
        start = -1;
        candidates.clear();
        isDone = false;
      }
      isDone |= c == '=' && candidates.isEmpty();
      previous = c;
    }
  }

  /** Before a function's name there is a type; a macro that is used like a function may come before or after it. */
  private static Span name(List<Candidate> candidates) {
    for (int i = candidates.size() - 1; i >= 0; i--) {
      byte previous = candidates.get(i).previous;
      if (isPart(previous) || previous == '*') {
        return candidates.get(i).span;
      }
    }
    return candidates.getLast().span;
  }

  /** Where a definition begins: after a use of a macro in a line of its own, which is no part of it. */
  private int start(List<Candidate> candidates, Span name, int start) {
    Candidate first = candidates.getFirst();
    if (first.span.equals(name) || first.span.start() != start) {
      return start;
    }
    int close = first.span.end();
    while (close < name.start() && text[close] != '\n') {
      close++;
    }
    while (close < name.start() && (text[close] == '\n' || text[close] == '\r' || text[close] == ' ')) {
      close++;
    }
    return close == name.start() ? start : Math.max(start, close);
  }

  private void add(int start, Span name, int open) {
    int nameLine = lineOf(name.start());
    int lastLine = lineOf(at);
    String word = word(text, name);
    found.add(new FunctionPlace(file, word, List.of(word), new SourceRange(nameLine, lastLine), new Span(start, at),
        name, new Span(open, at)));
  }

  private int lineOf(int offset) {
    for (; countedTo < offset; countedTo++) {
      line += text[countedTo] == '\n' ? 1 : 0;
    }
    return line;
  }

  private void skipBraces() {
    int depth = 1;
    while (depth > 0 && skipBlanks(true)) {
      byte c = text[at++];
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    }
  }

  /**
   * Skips blanks, comments, literals and preprocessor lines; false at the end of the text.
   *
   * @param isInside whether a definition has begun, so that only one branch of conditional text counts
   */
  private boolean skipBlanks(boolean isInside) {
    while (at < text.length) {
      byte c = text[at];
      if (c == '#' && isFirstOnLine()) {
        directive(isInside);
      } else if (c == '"' || c == '\'') {
        skipLiteral(c);
      } else if (isBlank(c) || isByteOrderMark()) {
        at++;
      } else if (!skipComment()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  private boolean isByteOrderMark() {
    return at < 3 && text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
  }

  private boolean skipComment() {
    if (text[at] != '/' || at + 1 == text.length || text[at + 1] != '/' && text[at + 1] != '*') {
      return false;
    }
    if (text[at + 1] == '/') {
      skipLine();
      return true;
    }
    at += 2;
    while (at < text.length && !(text[at] == '/' && text[at - 1] == '*')) {
      at++;
      if (at == text.length) {
        return true;
      }
    }
    at++;
    return true;
  }

  private boolean isFirstOnLine() {
    int i = at - 1;
    while (i >= 0 && (text[i] == ' ' || text[i] == '\t')) {
      i--;
    }
    return i < 0 || text[i] == '\n' || text[i] == '\r' || at == 3 && text[0] == (byte) 0xEF;
  }

  private void directive(boolean isInside) {
    boolean isOtherBranch = isInside && (isDirective("else") || isDirective("elif"));
    boolean isOff = isDirective("if") && isZero();
    skipLine();
    int depth = isOtherBranch || isOff ? 1 : 0;
    while (depth > 0 && at < text.length) {
      while (at < text.length && (text[at] == ' ' || text[at] == '\t')) {
        at++;
      }
      if (at < text.length && text[at] == '#') {
        depth += isDirective("if") ? 1 : isDirective("endif") ? -1 : 0;
        if (depth == 1 && isOff && (isDirective("else") || isDirective("elif"))) {
          depth = 0; // this branch is the one that counts
        }
      }
      skipLine();
    }
  }

  /** Whether the directive that the scanner is at has a name, or one that begins so. */
  private boolean isDirective(String name) {
    int from = afterBlanks(at + 1);
    for (int i = 0; i < name.length(); i++) {
      if (from + i >= text.length || text[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is {@code #if 0}. */
  private boolean isZero() {
    int digit = afterBlanks(afterBlanks(at + 1) + 2);
    return digit < text.length && text[digit] == '0' && (digit + 1 == text.length || isBlank(text[digit + 1]));
  }

  private int afterBlanks(int from) {
    int i = from;
    while (i < text.length && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    return i;
  }

  /** To the beginning of the next line; a backslash before the line break carries on. */
  private void skipLine() {
    while (at < text.length) {
      byte c = text[at++];
      if (c == '\n') {
        int back = at - 2;
        back -= back >= 0 && text[back] == '\r' ? 1 : 0;
        if (back < 0 || text[back] != '\\') {
          return;
        }
      }
    }
  }

  private void skipLiteral(byte quote) {
    at++;
    while (at < text.length) {
      byte c = text[at++];
      if (c == '\\') {
        at = Math.min(at + 1, text.length);
      } else if (c == quote || c == '\n') { // a literal never closed ends with its line
        return;
      }
    }
  }

  private static String word(byte[] text, Span span) {
    return new String(text, span.start(), span.end() - span.start(), StandardCharsets.UTF_8);
  }

  private static boolean isPart(byte c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '$' || c < 0;
  }
}
