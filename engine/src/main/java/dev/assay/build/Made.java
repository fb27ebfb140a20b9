package dev.assay.build;

import java.util.Optional;
import java.util.function.Function;

/**
 * Something that could be made, or a sentence that says why not.
 *
 * @param value what was made
 * @param reason why it was not; empty where it was
 */
public record Made<T>(Optional<T> value, String reason) {
  /** What was made. */
  public static <T> Made<T> of(T value) {
    return new Made<>(Optional.of(value), "");
  }

  /** Nothing, and why. */
  public static <T> Made<T> not(String reason) {
    return new Made<>(Optional.empty(), reason);
  }

  /** The same of something that is in it. */
  public <R> Made<R> map(Function<T, R> part) {
    return new Made<>(value.map(part), reason);
  }
}
