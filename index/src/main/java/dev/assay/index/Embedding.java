package dev.assay.index;

import java.util.Arrays;
import org.apache.lucene.util.VectorUtil;

/**
 * Where a function is among all functions: a direction in 256 dimensions, kept as a vector of length 1.
 *
 * <p>Immutable and safe to share between threads.
 */
public final class Embedding {
  /** How many numbers an embedding has. */
  public static final int DIMENSIONS = 256;

  /** Vectors whose squared length is this near to 1 are left as they are, so that what was stored compares equal. */
  private static final double TOLERANCE = 1e-6;

  private final float[] values;

  private Embedding(float[] values) {
    this.values = values;
  }

  /**
   * An embedding of the given numbers, scaled to length 1; a copy.
   *
   * @throws IllegalArgumentException when there are not exactly 256, one is not finite, or all are 0
   */
  public static Embedding of(float... values) {
    if (values.length != DIMENSIONS) {
      throw new IllegalArgumentException("an embedding has " + DIMENSIONS + " numbers, not " + values.length);
    }
    double squares = 0;
    for (float value : values) {
      squares += (double) value * value;
    }
    if (!Double.isFinite(squares) || squares == 0) {
      throw new IllegalArgumentException("an embedding has a direction; the sum of these squares is " + squares);
    }
    float[] unit = values.clone();
    if (Math.abs(squares - 1) > TOLERANCE) {
      double scale = 1 / Math.sqrt(squares);
      for (int i = 0; i < unit.length; i++) {
        unit[i] = (float) (values[i] * scale);
      }
    }
    return new Embedding(unit);
  }

  /** The cosine of the angle to another embedding, -1 to 1; 1 for the same direction. */
  public double similarity(Embedding other) {
    return Math.clamp(VectorUtil.dotProduct(values, other.values), -1f, 1f);
  }

  /** The 256 numbers; a copy. */
  public float[] toArray() {
    return values.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Embedding that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Embedding[%.4f, %.4f, %.4f, ...]".formatted(values[0], values[1], values[2]);
  }
}
