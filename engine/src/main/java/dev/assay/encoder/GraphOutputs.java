package dev.assay.encoder;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/** Where a graph puts what it makes of some units, in memory that is used again. Closing frees it. */
final class GraphOutputs implements AutoCloseable {
  private final GraphBuffers buffers;
  private final ByteBuffer memory;
  private final Map<String, OnnxTensor> tensors = new HashMap<>();
  private final Map<String, FloatBuffer> numbers = new HashMap<>();
  private int used;

  private GraphOutputs(GraphBuffers buffers, int bytes) {
    this.buffers = buffers;
    this.memory = buffers.take(bytes);
  }

  /** Of a graph of a kind, for so many units. */
  static GraphOutputs of(OrtEnvironment environment, Signature.Kind kind, int units, GraphBuffers buffers)
      throws OrtException {
    GraphOutputs outputs =
        new GraphOutputs(buffers, units * (Prediction.EMBEDDING_SIZE + kind.answers() + 1) * Float.BYTES);
    try {
      outputs.add(environment, Signature.EMBEDDING, units, Prediction.EMBEDDING_SIZE);
      outputs.add(environment, Signature.BEST_PASS, units, kind.answers());
      outputs.add(environment, Signature.OZ_BENEFIT, units);
      return outputs;
    } catch (OrtException e) {
      outputs.close();
      throw e;
    }
  }

  private void add(OrtEnvironment environment, String name, long... shape) throws OrtException {
    int count = 1;
    for (long size : shape) {
      count *= (int) size;
    }
    FloatBuffer part = memory.slice(used, count * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    used += count * Float.BYTES;
    numbers.put(name, part);
    tensors.put(name, OnnxTensor.createTensor(environment, part, shape));
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  /** What the graph has put there; valid until this is closed. */
  FloatBuffer numbers(String output) {
    return numbers.get(output).duplicate();
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
    tensors.clear();
    buffers.give(memory);
  }
}
