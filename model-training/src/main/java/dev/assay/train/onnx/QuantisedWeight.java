package dev.assay.train.onnx;

import dev.assay.train.tensor.Tensor;

/**
 * A linear layer's weights in 8 bits, symmetric about 0, with a scale for each output.
 *
 * @param values [in, out], row by row
 * @param scales for each output what its values have to be multiplied by
 */
record QuantisedWeight(byte[] values, float[] scales) {
  /**
   * Of 8 bits 7 are used: processors without VNNI add two products in 16 bits, which full weights would overflow; the
   * outputs would be worse there than what the lost bit costs, and differ between machines.
   */
  private static final int LARGEST = 63;

  /** Rounds weights of shape [out, in]. */
  static QuantisedWeight of(Tensor weight) {
    int out = weight.size(0);
    int in = weight.size(1);
    float[] floats = weight.toArray();
    byte[] values = new byte[floats.length];
    float[] scales = new float[out];
    for (int o = 0; o < out; o++) {
      float most = 0;
      for (int i = 0; i < in; i++) {
        most = Math.max(most, Math.abs(floats[o * in + i]));
      }
      scales[o] = most == 0 ? 1 : most / LARGEST;
      for (int i = 0; i < in; i++) {
        values[i * out + o] = (byte) Math.round(floats[o * in + i] / scales[o]);
      }
    }
    return new QuantisedWeight(values, scales);
  }

  int inputs() {
    return values.length / scales.length;
  }
}
