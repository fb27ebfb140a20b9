package dev.assay.source;

import java.util.ArrayList;
import java.util.List;

/** Takes a shell command line apart, as {@code compile_commands.json} has them under {@code "command"}. */
public final class ShellWords {
  private static final String ESCAPABLE_IN_QUOTES = "$`\"\\\n";

  private final String line;
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private int at;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * The words of a command line by POSIX quoting. Nothing is expanded: variables, globs, substitutions, redirections
   * and comments stay as they are written. A quote that is never closed lasts to the end of the line.
   */
  public static List<String> split(String line) {
    return new ShellWords(line).split();
  }

  private List<String> split() {
    while (at < line.length()) {
      char c = line.charAt(at++);
      switch (c) {
        case ' ', '\t', '\n', '\r' -> endWord();
        case '\'' -> singleQuoted();
        case '"' -> doubleQuoted();
        case '\\' -> escaped();
        default -> add(c);
      }
    }
    endWord();
    return List.copyOf(words);
  }

  private void add(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }

  private void escaped() {
    if (at == line.length()) {
      add('\\');
      return;
    }
    char c = line.charAt(at++);
    if (c != '\n') { // a line continued is no character at all
      add(c);
    }
  }

  private void singleQuoted() {
    inWord = true;
    int end = line.indexOf('\'', at);
    int last = end < 0 ? line.length() : end;
    word.append(line, at, last);
    at = last + 1;
  }

  private void doubleQuoted() {
    inWord = true;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == '"') {
        return;
      }
      if (c == '\\' && at < line.length() && ESCAPABLE_IN_QUOTES.indexOf(line.charAt(at)) >= 0) {
        c = line.charAt(at++);
        if (c == '\n') {
          continue;
        }
      }
      word.append(c);
    }
  }
}
