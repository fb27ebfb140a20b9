package dev.assay.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the functions of textual IR are, by its text alone, so that it works while the text is being written and
 * broken.
 *
 * <p>Linear in the text. Lines and columns are counted from 1, columns in UTF-16 code units.
 */
public final class LlvmTextRanges {
  private final byte[] text;
  private final LlvmTokens tokens;
  private final List<Function> functions = new ArrayList<>();
  private final List<String> numbered = new ArrayList<>();
  private LlvmTokens.Kind kind;

  private LlvmTextRanges(byte[] text) {
    this.text = text;
    this.tokens = new LlvmTokens(text);
  }

  /**
   * A function's definition.
   *
   * @param name without sigil, quotes and escapes
   * @param range from the line of {@code define} to the line of the closing brace
   * @param nameLine the line of the name, the first of the range but for unusual layouts
   * @param nameColumn the column of the name's {@code @}
   */
  public record Function(String name, SourceRange range, int nameLine, int nameColumn) {}

  /** Reads the text; the bytes are not copied and not to be changed. */
  public static LlvmTextRanges of(byte[] text) {
    LlvmTextRanges ranges = new LlvmTextRanges(text);
    ranges.read();
    return ranges;
  }

  /** The definitions, in the order of the text. */
  public List<Function> functions() {
    return List.copyOf(functions);
  }

  /**
   * The numbers of functions without a name ({@code define void @3()} is {@code "3"}), declared ones included, in the
   * order of the text. LLVM itself does not keep the numbers, only the order.
   */
  public List<String> numbered() {
    return numbered;
  }

  /** The global name that a cursor is on or directly behind: at a definition, a declaration, a call, any use. */
  public Optional<String> nameAt(int line, int column) {
    int start = TextLines.start(text, line);
    if (start < 0) {
      return Optional.empty();
    }
    int end = TextLines.end(text, start);
    int cursor = TextLines.offset(text, start, column);
    LlvmTokens inLine = new LlvmTokens(text, start);
    for (LlvmTokens.Kind k = inLine.next(); k != LlvmTokens.Kind.END && inLine.start() < end; k = inLine.next()) {
      if (k == LlvmTokens.Kind.GLOBAL && cursor >= inLine.start() && cursor <= inLine.end()) {
        return Optional.of(inLine.name());
      }
    }
    return Optional.empty();
  }

  private void read() {
    advance();
    while (kind != LlvmTokens.Kind.END) {
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
    return kind == LlvmTokens.Kind.WORD && tokens.isFirstInLine() && tokens.is(word) && tokens.following() != ':'
        && tokens.following() != '=';
  }

  private boolean toName() {
    while (kind != LlvmTokens.Kind.GLOBAL) {
      if (kind == LlvmTokens.Kind.END || isTopLevel("define") || isTopLevel("declare")) {
        return false;
      }
      advance();
    }
    return true;
  }

  private void noteNumber() {
    if (kind == LlvmTokens.Kind.GLOBAL && tokens.isNumbered()) {
      numbered.add(tokens.name());
    }
  }

  private void definition() {
    int firstLine = tokens.line();
    advance();
    if (!toName()) {
      return;
    }
    noteNumber();
    String name = tokens.name();
    int nameLine = tokens.line();
    int nameColumn = TextLines.column(text, tokens.lineStart(), tokens.start());
    int lastLine = tokens.line();
    advance();
    Body body = new Body();
    while (kind != LlvmTokens.Kind.END && !isNextItem()) {
      lastLine = tokens.line();
      boolean ends = kind == LlvmTokens.Kind.SIGN && body.endsWith(tokens);
      body.note(kind, tokens);
      advance();
      if (ends) {
        break;
      }
    }
    functions.add(new Function(name, new SourceRange(firstLine, lastLine), nameLine, nameColumn));
  }

  /** What cannot stand in a function's body: the function before it was never closed. */
  private boolean isNextItem() {
    if (!tokens.isAtMargin()) {
      return false;
    }
    return kind == LlvmTokens.Kind.GLOBAL || isTopLevel("define") || isTopLevel("declare") || isTopLevel("attributes")
        || isTopLevel("target") || isTopLevel("module") || isTopLevel("source_filename");
  }

  /** Finds the brace that closes a function, past those of types and constants. */
  private static final class Body {
    private int parentheses;
    private int braces;
    private boolean isOpen;
    private boolean hasConstants;

    void note(LlvmTokens.Kind kind, LlvmTokens tokens) {
      if (kind == LlvmTokens.Kind.WORD && !isOpen) {
        hasConstants |= tokens.is("prefix") || tokens.is("prologue") || tokens.is("personality");
      }
    }

    boolean endsWith(LlvmTokens tokens) {
      switch (tokens.sign()) {
        case '(' -> parentheses++;
        case ')' -> parentheses--;
        case '{' -> {
          // Behind "prefix" and the like, braces may be a constant's; the body's is then the last of its line.
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
