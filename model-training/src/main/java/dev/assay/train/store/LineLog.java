package dev.assay.train.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A file of lines that a step adds to as it goes on, so that a killed one resumes after the last whole line. Fields are
 * separated by tabs. Not thread-safe.
 */
public final class LineLog {
  private final Path file;

  /** The log in a file, which the first line begins. */
  public LineLog(Path file) {
    this.file = file;
  }

  /**
   * The fields of all whole lines that have so many; a line that a kill cut off is removed.
   *
   * @throws IOException when the file is there and cannot be read or mended
   */
  public List<String[]> read(int fields) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    String text = Files.readString(file);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    if (whole.length() < text.length()) {
      Files.writeString(file, whole);
    }
    return whole.lines().map(line -> line.split("\t", -1)).filter(line -> line.length == fields).toList();
  }

  /** Adds a line. */
  public void add(String... fields) throws IOException {
    Files.writeString(file, String.join("\t", fields) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
