package dev.assay.tune;

import java.util.Set;

/** What an object asks of those that it is linked with, for whoever is not free to take every object. Thread-safe. */
@FunctionalInterface
public interface Demands {
  /** Whoever takes every object. */
  Demands NONE = object -> Set.of();

  /**
   * What an object asks for, in words that are compared and not understood: where one object may be taken, so may
   * another of the same source that asks for no more.
   *
   * @param object a file's bytes
   */
  Set<String> of(byte[] object);
}
