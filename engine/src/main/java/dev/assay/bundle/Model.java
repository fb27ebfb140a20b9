package dev.assay.bundle;

/** An encoder's graph, as an ONNX file. Immutable; nobody has looked into it yet. */
public final class Model {
  private final byte[] onnx;

  private Model(byte[] onnx) {
    this.onnx = onnx;
  }

  /** The graph in a file's bytes, which are copied. */
  public static Model of(byte[] onnx) {
    return new Model(onnx.clone());
  }

  /** The file's bytes; a copy. */
  public byte[] onnx() {
    return onnx.clone();
  }

  @Override
  public String toString() {
    return "a graph of " + onnx.length + " bytes";
  }
}
