package dev.assay.train.tensor;

import java.nio.FloatBuffer;
import java.util.Arrays;

/** Numbers in a shape, the last index running fastest. Immutable and safe to share between threads. */
public final class Tensor {
  private final int[] shape;
  private final float[] values;

  private Tensor(int[] shape, float[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * A tensor of values, which are copied.
   *
   * @param shape the sizes, none negative; none at all for a single number
   * @throws IllegalArgumentException when there are not as many values as the shape holds
   */
  public static Tensor of(float[] values, int... shape) {
    return owning(values.clone(), shape);
  }

  /** A tensor over an array that nobody else writes to. */
  public static Tensor owning(float[] values, int... shape) {
    if (count(shape) != values.length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " holds " + count(shape) + " values, not " + values.length);
    }
    return new Tensor(shape.clone(), values);
  }

  /**
   * How many values a shape holds.
   *
   * @throws IllegalArgumentException when a size is negative
   */
  public static long count(int... shape) {
    long count = 1;
    for (int size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("shape " + Arrays.toString(shape) + " has a negative size");
      }
      count = Math.multiplyExact(count, (long) size);
    }
    return count;
  }

  /** The sizes; a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** One of the sizes. */
  public int size(int dimension) {
    return shape[dimension];
  }

  /** How many values there are. */
  public int count() {
    return values.length;
  }

  /** The values; a copy. */
  public float[] toArray() {
    return values.clone();
  }

  /** The values, not to be written to. */
  public FloatBuffer buffer() {
    return FloatBuffer.wrap(values).asReadOnlyBuffer();
  }

  /** Whether it has these sizes. */
  public boolean hasShape(int... wanted) {
    return Arrays.equals(shape, wanted);
  }

  /** A matrix with rows and columns exchanged. */
  public Tensor transposed() {
    int rows = shape[0];
    int columns = shape[1];
    float[] turned = new float[values.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        turned[column * rows + row] = values[row * columns + column];
      }
    }
    return owning(turned, columns, rows);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that && Arrays.equals(shape, that.shape) && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "a tensor of shape " + Arrays.toString(shape);
  }
}
