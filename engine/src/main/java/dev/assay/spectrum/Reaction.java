package dev.assay.spectrum;

import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import java.util.Arrays;

/**
 * How the 56 features of a unit react to one probe: for each, {@code log(1 + after) - log(1 + before)}.
 *
 * <p>Negative where the probe removes what is counted, 0 where it changes nothing. Logarithms make halving the loads
 * of a small function and of a large one the same reaction. Immutable; all values are finite.
 */
public final class Reaction {
  private final float[] values;

  private Reaction(float[] values) {
    this.values = values;
  }

  /** The reaction that leads from the counts before a probe to those after it. */
  public static Reaction between(FeatureVector before, FeatureVector after) {
    float[] values = new float[Feature.COUNT];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (Math.log1p(Math.max(0, after.get(i))) - Math.log1p(Math.max(0, before.get(i))));
    }
    return new Reaction(values);
  }

  /**
   * The reaction with the given values.
   *
   * @param values 56 finite numbers, in the order of {@link Feature}; copied
   * @throws IllegalArgumentException when there are not 56, or one is not finite
   */
  public static Reaction of(float... values) {
    if (values.length != Feature.COUNT) {
      throw new IllegalArgumentException("a reaction has " + Feature.COUNT + " values, not " + values.length);
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException("value " + i + " of a reaction is " + values[i]);
      }
    }
    return new Reaction(values.clone());
  }

  /** The reaction of one feature. */
  public float get(Feature feature) {
    return values[feature.ordinal()];
  }

  /** The reaction of the feature at an index of 0 to 55. */
  public float get(int index) {
    return values[index];
  }

  /** All values, in the order of {@link Feature}; a copy. */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reaction that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
