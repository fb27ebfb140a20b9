package dev.assay.train.onnx;

import dev.assay.train.tensor.Tensor;

/**
 * A table in 8 bits, symmetric about 0, with a scale for each line: for all numbers of the last dimension.
 *
 * @param values in the table's order
 * @param scales for each line what its values have to be multiplied by
 */
record QuantisedTable(byte[] values, float[] scales) {
  private static final int LARGEST = 127;

  /** Rounds a table of any dimensions. */
  static QuantisedTable of(Tensor table) {
    int[] shape = table.shape();
    int width = shape[shape.length - 1];
    float[] floats = table.toArray();
    byte[] values = new byte[floats.length];
    float[] scales = new float[floats.length / width];
    for (int line = 0; line < scales.length; line++) {
      float most = 0;
      for (int i = line * width; i < (line + 1) * width; i++) {
        most = Math.max(most, Math.abs(floats[i]));
      }
      scales[line] = most == 0 ? 1 : most / LARGEST;
      for (int i = line * width; i < (line + 1) * width; i++) {
        values[i] = (byte) Math.round(floats[i] / scales[line]);
      }
    }
    return new QuantisedTable(values, scales);
  }
}
