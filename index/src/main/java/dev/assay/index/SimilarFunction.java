package dev.assay.index;

import java.util.List;
import java.util.Optional;

/**
 * One row of a result: code that is similar, and where it is. Immutable.
 *
 * @param body the code
 * @param places where it is, by file and name: the first 20 of those that pass the query's filters; at least one
 * @param placeCount how many such places there are
 * @param similarity the cosine to what was asked for, -1 to 1, computed from the embeddings as the index keeps them
 * @param significance how unusual that is; empty where the index is too small to tell
 */
public record SimilarFunction(FunctionBody body, List<FunctionPlace> places, int placeCount, double similarity,
    Optional<Significance> significance) {
  /** The most places that a row names. */
  public static final int NAMED_PLACES = 20;

  /** Copies the list and checks that there is a place. */
  public SimilarFunction {
    places = List.copyOf(places);
    if (places.isEmpty() || placeCount < places.size()) {
      throw new IllegalArgumentException(places.size() + " places of " + placeCount);
    }
  }
}
