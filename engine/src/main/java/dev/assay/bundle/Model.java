package dev.assay.bundle;

import java.util.Optional;

/**
 * An encoder's graphs, as ONNX files: one that is fast on a processor, and where there is one, the same in floats for a
 * GPU. Immutable; nobody has looked into them yet.
 */
public final class Model {
  private final byte[] onnx;
  private final Optional<byte[]> floats;

  private Model(byte[] onnx, Optional<byte[]> floats) {
    this.onnx = onnx;
    this.floats = floats;
  }

  /** The graph in a file's bytes, which are copied. */
  public static Model of(byte[] onnx) {
    return new Model(onnx.clone(), Optional.empty());
  }

  /** The graphs for a processor and for a GPU in two files' bytes, which are copied. */
  public static Model of(byte[] onnx, byte[] floats) {
    return new Model(onnx.clone(), Optional.of(floats.clone()));
  }

  /** The bytes of the graph for a processor; a copy. */
  public byte[] onnx() {
    return onnx.clone();
  }

  /** The bytes of the graph for a GPU, which is the only one where there is no other; a copy. */
  public byte[] forGpu() {
    return floats.orElse(onnx).clone();
  }

  /** Whether there is a graph of its own for a GPU. */
  public boolean hasGpuGraph() {
    return floats.isPresent();
  }

  @Override
  public String toString() {
    return "a graph of " + onnx.length + " bytes"
        + floats.map(bytes -> " and one of " + bytes.length + " for a GPU").orElse("");
  }
}
