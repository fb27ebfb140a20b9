package dev.assay.index;

/**
 * How to open an index. Immutable; the {@code with} methods give changed copies.
 *
 * @param bundleId the bundle that everything in the index is to be made with
 * @param storage how an index on disk keeps vectors; an index kept otherwise is made anew
 * @param searchWidth how many candidates a search looks at least, 1 to 10,000; more find more and take longer
 * @param replaceOtherBundle whether an index made with another bundle is emptied and made anew
 * @param verifies whether every byte is read and its checksum compared before an index on disk is written to
 */
public record IndexOptions(String bundleId, VectorStorage storage, int searchWidth, boolean replaceOtherBundle,
    boolean verifies) {
  /** Candidates that a search looks at, unless told otherwise. */
  public static final int DEFAULT_SEARCH_WIDTH = 100;

  /** Checks the ranges. */
  public IndexOptions {
    if (bundleId.isBlank()) {
      throw new IllegalArgumentException("a bundle without an id");
    }
    if (searchWidth < 1 || searchWidth > SimilarQuery.LARGEST_LIMIT) {
      throw new IllegalArgumentException("a search looks at 1 to 10,000 candidates, not " + searchWidth);
    }
  }

  /** The defaults, for results of a bundle. */
  public static IndexOptions forBundle(String bundleId) {
    return new IndexOptions(bundleId, VectorStorage.INT8, DEFAULT_SEARCH_WIDTH, false, true);
  }

  /** With vectors kept otherwise. */
  public IndexOptions withStorage(VectorStorage other) {
    return new IndexOptions(bundleId, other, searchWidth, replaceOtherBundle, verifies);
  }

  /** With another number of candidates. */
  public IndexOptions withSearchWidth(int candidates) {
    return new IndexOptions(bundleId, storage, candidates, replaceOtherBundle, verifies);
  }

  /** An index made with another bundle is emptied and made anew. */
  public IndexOptions replacingOtherBundle() {
    return new IndexOptions(bundleId, storage, searchWidth, true, verifies);
  }

  /** Without reading every byte first. */
  public IndexOptions withoutVerifying() {
    return new IndexOptions(bundleId, storage, searchWidth, replaceOtherBundle, false);
  }
}
