package dev.assay.content;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a unit's IR says that compilers and optimisers leave as it is: what its functions take and return, the types of
 * the functions that they call, constants, and texts. No names: a unit that is renamed, or calls what was renamed, has
 * the same. Immutable.
 *
 * @param words how often each thing is said; for example {@code constant 255}, {@code calls i32(ptr,i64)}
 */
public record Content(SortedMap<String, Integer> words) {
  /** Of a unit of which nothing is known. */
  public static final Content NONE = of(Map.of());

  /** Copies the map. */
  public Content {
    words = Collections.unmodifiableSortedMap(new TreeMap<>(words));
  }

  /** Words in any order. */
  public static Content of(Map<String, Integer> words) {
    return new Content(new TreeMap<>(words));
  }
}
