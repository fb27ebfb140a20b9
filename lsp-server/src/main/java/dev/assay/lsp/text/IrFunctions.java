package dev.assay.lsp.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds functions in LLVM's textual IR: {@code define} begins one, a line that is {@code } } alone ends it. */
final class IrFunctions {
  private IrFunctions() {}

  static List<FunctionText> find(TextSnapshot snapshot) {
    String text = snapshot.text();
    List<FunctionText> found = new ArrayList<>();
    for (int line = 0; line < snapshot.lineCount(); line++) {
      int start = snapshot.lineStart(line);
      if (!text.startsWith("define", start)) {
        continue;
      }
      Optional<FunctionText> name = firstName(text, start, snapshot.lineEnd(line));
      int last = line;
      while (last < snapshot.lineCount() - 1 && !text.startsWith("}", snapshot.lineStart(last))) {
        last++;
        if (text.startsWith("define", snapshot.lineStart(last))) { // the one before was not closed
          last--;
          break;
        }
      }
      int end = snapshot.lineEnd(last);
      name.ifPresent(n -> found.add(new FunctionText(n.name(), n.nameStart(), n.nameEnd(), start, end)));
      line = last;
    }
    return List.copyOf(found);
  }

  static Optional<FunctionText> nameAt(TextSnapshot snapshot, int offset) {
    int line = snapshot.lineOf(offset);
    int end = snapshot.lineEnd(line);
    int at = snapshot.lineStart(line);
    while (true) {
      Optional<FunctionText> name = firstName(snapshot.text(), at, end);
      if (name.isEmpty() || name.get().nameStart() > offset) {
        return Optional.empty();
      }
      if (offset <= name.get().nameEnd()) {
        return name;
      }
      at = name.get().nameEnd();
    }
  }

  /** The first {@code @name} or {@code @"name"} between two offsets; the sigil counts as part of the name's place. */
  private static Optional<FunctionText> firstName(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c == ';') {
        return Optional.empty();
      }
      if (c == '"') { // text of an inline assembly, a section or a partition
        i = closingQuote(text, i, to);
      } else if (c == '@' && i + 1 < to) {
        int end = nameEnd(text, i + 1, to);
        if (end > i + 1) {
          boolean quoted = text.charAt(i + 1) == '"';
          String name = quoted ? unescape(text.substring(i + 2, end - 1)) : text.substring(i + 1, end);
          return Optional.of(new FunctionText(name, i, end, i, end));
        }
      }
    }
    return Optional.empty();
  }

  private static int nameEnd(String text, int from, int to) {
    if (text.charAt(from) == '"') {
      int close = closingQuote(text, from, to);
      return close < to ? close + 1 : from;
    }
    int end = from;
    while (end < to && isNameCharacter(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "-$._".indexOf(c) >= 0;
  }

  /** IR has no escaped quotes; they are written {@code \22}. */
  private static int closingQuote(String text, int open, int to) {
    int close = text.indexOf('"', open + 1);
    return close < 0 || close > to ? to : close;
  }

  /** {@code \xx} is a byte in hexadecimal, {@code \\} a backslash. */
  private static String unescape(String name) {
    if (name.indexOf('\\') < 0) {
      return name;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < name.length();) {
      int high = i + 2 < name.length() ? Character.digit(name.charAt(i + 1), 16) : -1;
      int low = i + 2 < name.length() ? Character.digit(name.charAt(i + 2), 16) : -1;
      if (name.charAt(i) == '\\' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 3;
      } else {
        int codePoint = name.codePointAt(i);
        bytes.writeBytes(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
        i += name.startsWith("\\\\", i) ? 2 : Character.charCount(codePoint);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
