package dev.assay.quantize;

import java.util.Arrays;

/**
 * A unit's spectrum in codes: P rows of 8 indices of centroids, or a missing row. What the encoder is given.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Codes {
  /** Every code of a missing row: the token that the encoder was trained to fill in. */
  public static final int MASK = Codebooks.MOST_CENTROIDS;

  /** [row][book]; unsigned. */
  private final byte[] codes;
  private final boolean[] missing;

  private Codes(byte[] codes, boolean[] missing) {
    this.codes = codes;
    this.missing = missing;
  }

  /**
   * Codes, row after row. The arrays are copied.
   *
   * @param codes P x 8 unsigned bytes; those of missing rows do not matter
   * @param missing for each of the P rows whether it is missing
   * @throws IllegalArgumentException when the lengths do not fit
   */
  public static Codes of(byte[] codes, boolean[] missing) {
    if (codes.length != missing.length * Codebooks.BOOKS) {
      throw new IllegalArgumentException(
          missing.length + " rows have " + missing.length * Codebooks.BOOKS + " codes, not " + codes.length);
    }
    byte[] copy = codes.clone();
    for (int row = 0; row < missing.length; row++) {
      if (missing[row]) { // so that equal means equal
        Arrays.fill(copy, row * Codebooks.BOOKS, (row + 1) * Codebooks.BOOKS, (byte) 0);
      }
    }
    return new Codes(copy, missing.clone());
  }

  /** How many rows there are, P. */
  public int rows() {
    return missing.length;
  }

  /** Whether a row of 0 to P-1 is missing. */
  public boolean isMissing(int row) {
    return missing[row];
  }

  /** How many rows are missing. */
  public int missing() {
    int count = 0;
    for (boolean one : missing) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** A row's code in a book of 0 to 7: 0 to 255, or {@link #MASK} where the row is missing. */
  public int code(int row, int book) {
    return missing[row] ? MASK : Byte.toUnsignedInt(codes[row * Codebooks.BOOKS + book]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Codes that && Arrays.equals(codes, that.codes) && Arrays.equals(missing, that.missing);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(codes) + Arrays.hashCode(missing);
  }

  @Override
  public String toString() {
    return rows() + " rows of codes, " + missing() + " missing";
  }
}
