package dev.assay.index.search;

import dev.assay.index.FunctionPlace;
import java.util.List;

/**
 * Where a body is. Immutable.
 *
 * @param first the first places by file and name, as many as were asked for
 * @param count how many there are
 */
public record Places(List<FunctionPlace> first, int count) {
  /** No places. */
  public static final Places NONE = new Places(List.of(), 0);

  /** Copies the list. */
  public Places {
    first = List.copyOf(first);
  }
}
