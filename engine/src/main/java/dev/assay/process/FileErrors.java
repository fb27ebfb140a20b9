package dev.assay.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What went wrong with a file, told from a mistake of the program. */
public final class FileErrors {
  private FileErrors() {}

  /**
   * A sentence for the user, where an exception is about a file: it is missing, broken or in the way.
   *
   * @return empty for anything else, which is to be seen with all that is known of it
   */
  public static Optional<String> sentence(Throwable exception) {
    Throwable cause = exception;
    while (cause instanceof UncheckedIOException) {
      cause = cause.getCause();
    }
    if (!(cause instanceof IOException) || cause.getMessage() == null) {
      return Optional.empty();
    }
    return Optional
        .of(cause instanceof NoSuchFileException ? cause.getMessage() + " does not exist" : cause.getMessage());
  }
}
