package dev.assay.index;

/**
 * Names one function of one file; there is at most one function for a key. Immutable.
 *
 * @param file the file as the caller names files, for example an absolute path or a URI; filters compare its beginning
 * @param name the function's name in the IR
 */
public record PlaceKey(String file, String name) implements Comparable<PlaceKey> {
  private static final int LONGEST_FILE = 8_000;

  /** Checks that neither part is empty, and that the file is at most 8,000 characters long. */
  public PlaceKey {
    checkFile(file);
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a function without a name in " + file);
    }
  }

  /**
   * Checks what names a file.
   *
   * @throws IllegalArgumentException when it is empty or longer than 8,000 characters
   */
  public static void checkFile(String file) {
    if (file.isEmpty() || file.length() > LONGEST_FILE) {
      throw new IllegalArgumentException(
          "a file's name has 1 to " + LONGEST_FILE + " characters, not " + file.length());
    }
  }

  /** By file, then by name, in the order of their characters. */
  @Override
  public int compareTo(PlaceKey other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : name.compareTo(other.name);
  }
}
