package dev.assay.train.onnx;

/** How an exported graph's weights are kept. */
public enum Precision {
  /** As trained; what every figure is reported of. */
  FLOAT32,
  /**
   * The encoder's linear layers in 8 bits, a scale for each output; their inputs are quantised as they come, by the
   * range over the whole batch. So the graph asks to be given one unit at a time: what a unit gets must not depend on
   * the units encoded with it.
   */
  INT8
}
