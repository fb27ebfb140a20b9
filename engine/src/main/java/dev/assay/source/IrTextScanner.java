package dev.assay.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds where the functions of textual IR are, by its text alone, so that it works while the text is being written and
 * broken. Linear in the text.
 */
public final class IrTextScanner {
  private final String file;
  private final IrTokens tokens;
  private final List<FunctionPlace> functions = new ArrayList<>();
  private final List<String> numbered = new ArrayList<>();
  private IrTokens.Kind kind;

  private IrTextScanner(String file, byte[] text) {
    this.file = file;
    this.tokens = new IrTokens(text);
  }

  /** Reads the text; the bytes are not copied and must not be changed meanwhile. */
  public static IrTextScanner of(String file, byte[] text) {
    IrTextScanner scanner = new IrTextScanner(file, text);
    scanner.read();
    return scanner;
  }

  /** The definitions, in the order of the text: from the line of {@code define} to that of the closing brace. */
  public List<FunctionPlace> functions() {
    return List.copyOf(functions);
  }

  /**
   * The numbers of functions without a name ({@code define void @3()} is {@code "3"}), declared ones included, in the
   * order of the text. LLVM itself does not keep the numbers, only the order.
   */
  public List<String> numbered() {
    return numbered;
  }

  /** The global name that a cursor is on or directly after: at a definition, a declaration, a call, any use. */
  static Optional<NamePlace> nameAt(byte[] text, int offset) {
    int start = Math.min(Math.max(offset, 0), text.length);
    while (start > 0 && text[start - 1] != '\n') {
      start--;
    }
    IrTokens inLine = new IrTokens(text, start);
    for (IrTokens.Kind k = inLine.next(); k != IrTokens.Kind.END && inLine.start() <= offset; k = inLine.next()) {
      if (k == IrTokens.Kind.GLOBAL && offset <= inLine.end()) {
        return Optional.of(new NamePlace(inLine.name(), new Span(inLine.start(), inLine.end())));
      }
    }
    return Optional.empty();
  }

  private void read() {
    advance();
    while (kind != IrTokens.Kind.END) {
      if (isTopLevel("define")) {
        definition();
      } else if (isTopLevel("declare")) {
        advance();
        toName();
        noteNumber();
      } else {
        advance();
      }
    }
  }

  private void advance() {
    kind = tokens.next();
  }

  private boolean isTopLevel(String word) {
    return kind == IrTokens.Kind.WORD && tokens.isFirstInLine() && tokens.is(word) && tokens.following() != ':'
        && tokens.following() != '=';
  }

  private boolean toName() {
    while (kind != IrTokens.Kind.GLOBAL) {
      if (kind == IrTokens.Kind.END || isTopLevel("define") || isTopLevel("declare")) {
        return false;
      }
      advance();
    }
    return true;
  }

  private void noteNumber() {
    if (kind == IrTokens.Kind.GLOBAL && tokens.isNumbered()) {
      numbered.add(tokens.name());
    }
  }

  private void definition() {
    int firstLine = tokens.line();
    int start = tokens.start();
    advance();
    if (!toName()) {
      return;
    }
    noteNumber();
    String name = tokens.name();
    Span nameSpan = new Span(tokens.start(), tokens.end());
    int lastLine = tokens.line();
    int end = tokens.end();
    int open = end;
    advance();
    Body body = new Body();
    while (kind != IrTokens.Kind.END && !isNextItem()) {
      lastLine = tokens.line();
      end = tokens.end();
      boolean ends = kind == IrTokens.Kind.SIGN && body.endsWith(tokens);
      body.note(kind, tokens);
      open = body.isOpen && open == nameSpan.end() ? tokens.start() : open;
      advance();
      if (ends) {
        break;
      }
    }
    functions.add(new FunctionPlace(file, name, List.of(name), new SourceRange(firstLine, lastLine),
        new Span(start, end), nameSpan, new Span(open, end)));
  }

  /** What a function's body cannot contain: the function before it was never closed. */
  private boolean isNextItem() {
    if (!tokens.isAtMargin()) {
      return false;
    }
    return kind == IrTokens.Kind.GLOBAL || isTopLevel("define") || isTopLevel("declare") || isTopLevel("attributes")
        || isTopLevel("target") || isTopLevel("module") || isTopLevel("source_filename");
  }

  /** Finds the brace that closes a function, past those of types and constants. */
  private static final class Body {
    private int parentheses;
    private int braces;
    private boolean isOpen;
    private boolean hasConstants;

    void note(IrTokens.Kind kind, IrTokens tokens) {
      if (kind == IrTokens.Kind.WORD && !isOpen) {
        hasConstants |= tokens.is("prefix") || tokens.is("prologue") || tokens.is("personality");
      }
    }

    boolean endsWith(IrTokens tokens) {
      switch (tokens.sign()) {
        case '(' -> parentheses++;
        case ')' -> parentheses--;
        case '{' -> {
          // After "prefix" and the like, braces may be a constant's; the body's is then the last of its line.
          isOpen |= parentheses <= 0 && (!hasConstants || tokens.isLastInLine());
          braces += isOpen ? 1 : 0;
        }
        case '}' -> {
          braces -= isOpen ? 1 : 0;
          return isOpen && (braces <= 0 || tokens.isAtMargin());
        }
        default -> {
          // Nothing else matters.
        }
      }
      return false;
    }
  }
}
