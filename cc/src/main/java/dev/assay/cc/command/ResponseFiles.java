package dev.assay.cc.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts the words of response files ({@code @file}) in their places, as gcc and clang do. */
final class ResponseFiles {
  /** As gcc has it; it ends files that name themselves. */
  private static final int MOST_FILES = 2000;

  private final Path folder;
  private int files;

  private ResponseFiles(Path folder) {
    this.folder = folder;
  }

  /**
   * The words, with those of response files. A file that cannot be read leaves its word as it is.
   *
   * @param folder where relative names begin
   * @throws IOException when files name each other without end
   */
  static List<String> expand(List<String> words, Path folder) throws IOException {
    return new ResponseFiles(folder).expand(words);
  }

  private List<String> expand(List<String> words) throws IOException {
    List<String> all = new ArrayList<>();
    for (String word : words) {
      if (!word.startsWith("@") || word.length() == 1) {
        all.add(word);
        continue;
      }
      String text;
      try {
        text = Files.readString(folder.resolve(word.substring(1)), StandardCharsets.UTF_8);
      } catch (IOException | InvalidPathException e) {
        all.add(word); // a file's name may begin so
        continue;
      }
      if (++files > MOST_FILES) {
        throw new IOException("response files name each other without end");
      }
      all.addAll(expand(split(text)));
    }
    return all;
  }

  /** Words apart by white space; both quotes keep it, and a backslash keeps the character after it, everywhere. */
  static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean isInWord = false;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        word.append(text.charAt(++i));
        isInWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '\'' || c == '"') {
        quote = c;
        isInWord = true;
      } else if (Character.isWhitespace(c)) {
        if (isInWord) {
          words.add(word.toString());
          word.setLength(0);
          isInWord = false;
        }
      } else {
        word.append(c);
        isInWord = true;
      }
    }
    if (isInWord) {
      words.add(word.toString());
    }
    return words;
  }
}
