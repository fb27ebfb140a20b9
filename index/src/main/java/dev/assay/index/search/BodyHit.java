package dev.assay.index.search;

/**
 * A candidate. Immutable.
 *
 * @param unitHash the hash of the body
 * @param similarity its cosine to what was asked for
 */
public record BodyHit(String unitHash, double similarity) implements Comparable<BodyHit> {
  /** The more similar first; equally similar ones by hash, so that the order is the same everywhere. */
  @Override
  public int compareTo(BodyHit other) {
    int bySimilarity = Double.compare(other.similarity, similarity);
    return bySimilarity != 0 ? bySimilarity : unitHash.compareTo(other.unitHash);
  }
}
