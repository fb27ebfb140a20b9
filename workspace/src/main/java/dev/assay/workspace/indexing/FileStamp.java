package dev.assay.workspace.indexing;

import java.util.Optional;

/**
 * What a file's functions depended on when they were indexed; another stamp means that they may have become others.
 *
 * @param size bytes
 * @param modified milliseconds since 1970
 * @param content a digest of the bytes
 * @param context a digest of the compile command and of the headers that the file includes
 * @param depth how much was made of each function
 * @param failed whether the file could not be read into functions
 */
record FileStamp(long size, long modified, String content, String context, IndexDepth depth, boolean failed) {
  private static final String FORMAT = "1";
  private static final int PARTS = 7;

  /** A stamp that no file has: the next time that it is looked at, the file is indexed again. */
  static FileStamp ofNothing() {
    return new FileStamp(-1, -1, "-", "-", IndexDepth.EMBEDDING, false);
  }

  /** As an index keeps it. */
  String text() {
    return String.join(" ", FORMAT, Long.toString(size), Long.toString(modified), content, context, depth.text(),
        failed ? "failed" : "-");
  }

  /** Reads a stamp; empty where it is not one of these, so that the file is indexed again. */
  static Optional<FileStamp> parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != PARTS || !parts[0].equals(FORMAT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new FileStamp(Long.parseLong(parts[1]), Long.parseLong(parts[2]), parts[3], parts[4],
          IndexDepth.parse(parts[5]), parts[6].equals("failed")));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether a file that looks so now, by its size and time, need not be read to see that it is the same. */
  boolean looksLike(long otherSize, long otherModified) {
    return size == otherSize && modified == otherModified;
  }
}
