package dev.assay.cc.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One line for whatever went wrong, in a file of limited size; where that cannot be written, nowhere. Thread-safe. */
public final class Log {
  private static final long LIMIT_BYTES = 1 << 20;

  private final Path file;

  /** A log in a file; the one before it is kept under the same name with {@code .old}. */
  public Log(Path file) {
    this.file = file;
  }

  /** Adds a line. */
  public synchronized void say(String what) {
    String line = Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + what.replaceAll("\\s*\\R\\s*", " ") + "\n";
    try {
      if (Files.exists(file) && Files.size(file) > LIMIT_BYTES) {
        Files.move(file, file.resolveSibling(file.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
      }
      Files.write(file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      // The build is what counts.
    }
  }
}
