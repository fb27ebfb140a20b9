package dev.assay.index;

import java.util.Optional;

/**
 * What to look for. Immutable; the {@code with} methods give changed copies.
 *
 * @param embedding what found functions are to be similar to
 * @param instructions how large the function asked about is; significance compares with pairs of such sizes
 * @param limit the most rows wanted, 1 to 10,000; functions with the same IR make one row
 * @param minInstructions functions with fewer instructions are left out
 * @param language only functions in this language, when given
 * @param filePrefix only functions in files whose names begin so, when given
 * @param excluded the place that is left out, as a rule that of the function asked about
 */
public record SimilarQuery(Embedding embedding, int instructions, int limit, int minInstructions,
    Optional<String> language, Optional<String> filePrefix, Optional<PlaceKey> excluded) {
  /** The most rows that may be asked for. */
  public static final int LARGEST_LIMIT = 10_000;

  /** Checks the ranges. */
  public SimilarQuery {
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw new IllegalArgumentException("1 to " + LARGEST_LIMIT + " rows may be asked for, not " + limit);
    }
    if (instructions < 0 || minInstructions < 0) {
      throw new IllegalArgumentException("a count of instructions is negative");
    }
  }

  /**
   * The ten functions most similar to a place in the space.
   *
   * @param embedding the place
   * @param instructions how large the function there is
   */
  public static SimilarQuery of(Embedding embedding, int instructions) {
    return new SimilarQuery(embedding, instructions, 10, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The ten functions most similar to one of the index, itself left out. */
  public static SimilarQuery like(IndexedFunction function) {
    return of(function.body().embedding(), function.body().instructions()).withExcluded(function.key());
  }

  /** With another number of rows. */
  public SimilarQuery withLimit(int rows) {
    return new SimilarQuery(embedding, instructions, rows, minInstructions, language, filePrefix, excluded);
  }

  /** With another least size. */
  public SimilarQuery withMinInstructions(int least) {
    return new SimilarQuery(embedding, instructions, limit, least, language, filePrefix, excluded);
  }

  /** Only in a language. */
  public SimilarQuery withLanguage(String only) {
    return new SimilarQuery(embedding, instructions, limit, minInstructions, Optional.of(only), filePrefix, excluded);
  }

  /** Only in files whose names begin so. */
  public SimilarQuery withFilePrefix(String prefix) {
    return new SimilarQuery(embedding, instructions, limit, minInstructions, language, Optional.of(prefix), excluded);
  }

  /** Without one place. */
  public SimilarQuery withExcluded(PlaceKey place) {
    return new SimilarQuery(embedding, instructions, limit, minInstructions, language, filePrefix, Optional.of(place));
  }

  /** Whether it matters where a function is, and not only what it is. */
  public boolean filtersPlaces() {
    return language.isPresent() || filePrefix.isPresent();
  }
}
