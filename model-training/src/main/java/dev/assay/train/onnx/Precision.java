package dev.assay.train.onnx;

/** How an exported graph's weights are kept. */
public enum Precision {
  /** As trained; what every figure is reported of. */
  FLOAT32,
  /** Weights in 16 bits, which halves the file; computed with in 32. */
  FLOAT16,
  /**
   * The layers' weights in 8 bits, a scale for each output, and their inputs quantised as they come, a scale for each
   * row; what is looked up for each row in 8 bits, too.
   */
  INT8
}
