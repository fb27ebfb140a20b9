package dev.assay.train.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files that appear whole or not at all: under another name first, flushed to the disk, then moved. */
public final class WholeFile {
  /** What the name of a file ends in while it is written. */
  static final String HALF = ".tmp";

  private WholeFile() {}

  /** Writes a file's content. */
  @FunctionalInterface
  public interface Content {
    /** Writes to a file, in place of what a writer that was killed may have left there. */
    void writeTo(Path half) throws IOException;
  }

  /**
   * Writes a file, and its folder where that is missing.
   *
   * @throws IOException when it cannot be written; what was there before is there still, and nothing else is left
   */
  public static void write(Path file, Content content) throws IOException {
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path half = absolute.resolveSibling(absolute.getFileName() + HALF);
    try {
      content.writeTo(half);
      try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
        channel.force(true); // or a crash of the machine could leave the new name on an empty file
      }
      Files.move(half, absolute, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /** Writes bytes; otherwise as {@link #write(Path, Content)}. */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, half -> Files.write(half, bytes));
  }
}
