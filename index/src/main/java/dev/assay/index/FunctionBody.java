package dev.assay.index;

import java.util.List;

/**
 * What is kept of a function's IR: the same for all functions whose IR has the same hash, and kept once for them all.
 * Immutable.
 *
 * @param unitHash the hash of the IR without names; bodies with equal hashes are the same code
 * @param bundleId what the embedding and the measurements were made with
 * @param instructions the IR instructions of the function, at least 0
 * @param embedding where it is among all functions
 * @param measurements what passes and pipelines make of it
 * @param features the 56 Autophase counts, each at least 0
 */
public record FunctionBody(String unitHash, String bundleId, int instructions, Embedding embedding,
    Measurements measurements, List<Integer> features) {
  /** How many Autophase counts there are. */
  public static final int FEATURES = 56;

  private static final int LONGEST_HASH = 256;

  /** Copies the features and checks the shapes. */
  public FunctionBody {
    features = List.copyOf(features);
    checkHash(unitHash);
    if (bundleId.isEmpty() || instructions < 0) {
      throw new IllegalArgumentException("bundle '" + bundleId + "', " + instructions + " instructions");
    }
    if (features.size() != FEATURES || features.stream().anyMatch(count -> count < 0)) {
      throw new IllegalArgumentException("there are " + FEATURES + " features of at least 0, not " + features);
    }
  }

  /**
   * Checks what is to be a unit's hash: letters, digits, {@code -} and {@code _}, 1 to 256 of them.
   *
   * @throws IllegalArgumentException when it is not
   */
  public static void checkHash(String unitHash) {
    boolean fits = !unitHash.isEmpty() && unitHash.length() <= LONGEST_HASH && unitHash.chars()
        .allMatch(c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_');
    if (!fits) {
      throw new IllegalArgumentException("not a unit's hash: '" + unitHash + "'");
    }
  }
}
