package dev.assay.bundle;

import java.io.IOException;
import java.util.Optional;

/**
 * An encoder's graphs, as ONNX files: one that is fast on a processor, and where there is one, the same in floats for a
 * GPU, which is read when it is asked for. Immutable; nobody has looked into them yet.
 */
public final class Model {
  private final byte[] onnx;
  private final Optional<Graph> floats;

  private Model(byte[] onnx, Optional<Graph> floats) {
    this.onnx = onnx;
    this.floats = floats;
  }

  /** A graph that may not have been read yet. */
  @FunctionalInterface
  public interface Graph {
    /**
     * Its bytes, the caller's own.
     *
     * @throws IOException with a sentence, when it cannot be read or is not what its bundle says
     */
    byte[] read() throws IOException;
  }

  /** The graph in a file's bytes, which are copied. */
  public static Model of(byte[] onnx) {
    return new Model(onnx.clone(), Optional.empty());
  }

  /**
   * The graph for a processor, whose bytes are copied, and one for a GPU.
   *
   * @param floats read each time that it is asked for: few have a GPU, and reading it takes as long as all else
   */
  public static Model of(byte[] onnx, Graph floats) {
    return new Model(onnx.clone(), Optional.of(floats));
  }

  /** The bytes of the graph for a processor; a copy. */
  public byte[] onnx() {
    return onnx.clone();
  }

  /**
   * The bytes of the graph for a GPU, which is the only one where there is no other; a copy.
   *
   * @throws IOException with a sentence, when it cannot be read or is not what its bundle says
   */
  public byte[] forGpu() throws IOException {
    return floats.isPresent() ? floats.get().read() : onnx.clone();
  }

  /** Whether there is a graph of its own for a GPU. */
  public boolean hasGpuGraph() {
    return floats.isPresent();
  }

  @Override
  public String toString() {
    return "a graph of " + onnx.length + " bytes" + (floats.isPresent() ? " and one for a GPU" : "");
  }
}
