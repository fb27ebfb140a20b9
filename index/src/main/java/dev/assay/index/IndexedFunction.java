package dev.assay.index;

/**
 * One function in the index. Immutable.
 *
 * @param place where it is
 * @param body what is known of its IR
 */
public record IndexedFunction(FunctionPlace place, FunctionBody body) {
  /** Its file and name. */
  public PlaceKey key() {
    return place.key();
  }
}
