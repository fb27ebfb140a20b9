package dev.assay.source;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A rough lexer of textual IR, which never fails and never goes back.
 *
 * <p>A string ends with its line at the latest, so that one missing quote does not swallow the file.
 */
public final class IrTokens {
  private final byte[] text;
  private int at;
  private int start;
  private int line = 1;
  private int nextLine = 1;
  private int lineStart;
  private boolean isFirstInLine = true;
  private boolean nextIsFirst = true;

  /** Kinds of tokens. */
  public enum Kind {
    /** {@code @name}. */
    GLOBAL,
    /** {@code %name}. */
    LOCAL,
    /** A keyword, number, type or label. */
    WORD,
    /** In quotes. */
    STRING,
    /** Any other character. */
    SIGN,
    /** There is no more. */
    END
  }

  /** A lexer at the beginning of a text; the bytes are not copied and must not be changed. */
  public IrTokens(byte[] text) {
    this(text, 0);
  }

  /** From the beginning of a line. */
  public IrTokens(byte[] text, int from) {
    this.text = text;
    this.at = from;
    this.lineStart = from;
  }

  /** Moves to the next token. Comments and line breaks are passed over. */
  public Kind next() {
    skip();
    start = at;
    line = nextLine;
    isFirstInLine = nextIsFirst;
    nextIsFirst = false;
    if (at == text.length) {
      return Kind.END;
    }
    byte c = text[at++];
    if (c == '@' || c == '%') {
      return sigil(c == '@' ? Kind.GLOBAL : Kind.LOCAL);
    }
    if (c == '"') {
      string();
      return Kind.STRING;
    }
    if (isNameByte(c)) {
      word();
      return Kind.WORD;
    }
    return Kind.SIGN;
  }

  private void skip() {
    while (at < text.length) {
      byte c = text[at];
      if (c == '\n') {
        at++;
        nextLine++;
        lineStart = at;
        nextIsFirst = true;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == 0) {
        at++;
      } else if (c == ';') {
        while (at < text.length && text[at] != '\n') {
          at++;
        }
      } else {
        return;
      }
    }
  }

  private Kind sigil(Kind kind) {
    if (at < text.length && text[at] == '"') {
      at++;
      return string() ? kind : Kind.SIGN;
    }
    int from = at;
    word();
    return at > from ? kind : Kind.SIGN;
  }

  private void word() {
    while (at < text.length && isNameByte(text[at])) {
      at++;
    }
  }

  /** Passes over a string; whether it is closed. */
  private boolean string() {
    while (at < text.length && text[at] != '"' && text[at] != '\n') {
      at++;
    }
    boolean isClosed = at < text.length && text[at] == '"';
    at += isClosed ? 1 : 0;
    return isClosed;
  }

  private static boolean isNameByte(byte c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '.' || c == '$'
        || c == '-' || c < 0;
  }

  /** The offset of the token's first byte. */
  public int start() {
    return start;
  }

  /** The offset after its last byte. */
  public int end() {
    return at;
  }

  /** The token's line, counted from 1 at the beginning of this lexer's text. */
  public int line() {
    return line;
  }

  /** Whether only blanks come before it in its line. */
  public boolean isFirstInLine() {
    return isFirstInLine;
  }

  /** Whether it is the very first character of its line. */
  public boolean isAtMargin() {
    return start == lineStart;
  }

  /** Whether the next character, blanks aside, ends the line or begins a comment. */
  public boolean isLastInLine() {
    int next = at;
    while (next < text.length && (text[next] == ' ' || text[next] == '\t' || text[next] == '\r')) {
      next++;
    }
    return next == text.length || text[next] == '\n' || text[next] == ';';
  }

  /** The byte after the token; 0 at the end. */
  public byte following() {
    return at < text.length ? text[at] : 0;
  }

  /** The byte of a sign. */
  public byte sign() {
    return text[start];
  }

  /** Whether the token is spelled so. */
  public boolean is(String word) {
    if (at - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word is {@code i1}, {@code i32} and so on. */
  public boolean isIntegerType() {
    return text[start] == 'i' && at - start > 1 && isNumbered();
  }

  /** Whether a global or local is a number rather than a name. */
  public boolean isNumbered() {
    for (int i = start + 1; i < at; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }

  /** The name of a global or local, without sigil, quotes and escapes. */
  public String name() {
    boolean quoted = text[start + 1] == '"';
    int from = start + (quoted ? 2 : 1);
    int to = quoted && at > from && text[at - 1] == '"' ? at - 1 : at;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
    for (int i = from; i < to; i++) {
      if (quoted && text[i] == '\\' && i + 1 < to && text[i + 1] == '\\') {
        bytes.write('\\');
        i++;
      } else if (quoted && text[i] == '\\' && i + 2 < to && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
        bytes.write(hex(text[i + 1]) << 4 | hex(text[i + 2]));
        i += 2;
      } else {
        bytes.write(text[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static int hex(byte digit) {
    return Character.digit(digit, 16);
  }
}
