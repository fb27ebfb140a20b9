package dev.assay.index;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a function is. Immutable.
 *
 * @param key its file and name
 * @param language the language that it is written in, for example {@code c} or {@code llvm-ir}
 * @param lines its lines, where they are known
 * @param indexedAt when it was indexed; kept to the millisecond
 */
public record FunctionPlace(PlaceKey key, String language, Optional<LineRange> lines, Instant indexedAt) {
  private static final int LONGEST_LANGUAGE = 100;

  /** Checks the language, and cuts the time to milliseconds. */
  public FunctionPlace {
    if (language.isBlank() || language.length() > LONGEST_LANGUAGE) {
      throw new IllegalArgumentException("not a language: '" + language + "'");
    }
    indexedAt = indexedAt.truncatedTo(ChronoUnit.MILLIS);
  }
}
