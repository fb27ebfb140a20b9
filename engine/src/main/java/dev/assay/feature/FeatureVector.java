package dev.assay.feature;

import java.util.Arrays;

/**
 * The 56 Autophase counts of one unit.
 *
 * <p>Immutable and safe to share between threads. Every count is at least 0.
 */
public final class FeatureVector {
  private final int[] counts;

  private FeatureVector(int[] counts) {
    this.counts = counts;
  }

  /**
   * A vector of the given counts, in the order of {@link Feature}.
   *
   * @throws IllegalArgumentException when there are not exactly 56, or one is negative
   */
  public static FeatureVector of(int... counts) {
    if (counts.length != Feature.COUNT) {
      throw new IllegalArgumentException("a feature vector has 56 counts, not " + counts.length);
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] < 0) {
        throw new IllegalArgumentException("feature " + i + " is negative: " + counts[i]);
      }
    }
    return new FeatureVector(counts.clone());
  }

  /** The count of one feature. */
  public int get(Feature feature) {
    return counts[feature.ordinal()];
  }

  /** The count at an index of 0 to 55. */
  public int get(int index) {
    return counts[index];
  }

  /** IR instructions in the unit, debug records not counted. */
  public int instructionCount() {
    return get(Feature.TOTAL_INSTS);
  }

  /** The counts in the order of {@link Feature}; a copy. */
  public int[] toArray() {
    return counts.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureVector that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (Feature feature : Feature.values()) {
      if (get(feature) != 0) {
        text.append(text.length() > 1 ? ", " : "").append(feature.label()).append('=').append(get(feature));
      }
    }
    return text.append('}').toString();
  }
}
