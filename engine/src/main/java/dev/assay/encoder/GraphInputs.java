package dev.assay.encoder;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.assay.feature.Feature;
import dev.assay.quantize.Codebooks;
import dev.assay.quantize.Codes;
import dev.assay.spectrum.Reaction;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Units as a graph's inputs, all in one buffer. Closing frees them. */
final class GraphInputs implements AutoCloseable {
  /** From so many units on, several threads fill the buffer in; a GPU is faster than one can. */
  private static final int SIDE_BY_SIDE = 128;

  private final GraphBuffers buffers;
  private final ByteBuffer memory;
  private final Map<String, OnnxTensor> tensors = new HashMap<>();
  private int used;

  private GraphInputs(GraphBuffers buffers, int bytes) {
    this.buffers = buffers;
    this.memory = buffers.take(bytes);
  }

  /** As a graph of a kind takes them. */
  static GraphInputs of(OrtEnvironment environment, Signature.Kind kind, List<EncoderInput> units, GraphBuffers buffers)
      throws OrtException {
    return switch (kind) {
      case CODES -> codes(environment, units, buffers);
      case SPECTRA -> spectra(environment, units, buffers);
    };
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  private static GraphInputs codes(OrtEnvironment environment, List<EncoderInput> units, GraphBuffers buffers)
      throws OrtException {
    int rows = units.get(0).rows();
    int all = units.size() * rows;
    GraphInputs inputs = new GraphInputs(buffers, all * Codebooks.BOOKS * Long.BYTES + all);
    try {
      LongBuffer codes = inputs.part(all * Codebooks.BOOKS * Long.BYTES).asLongBuffer();
      ByteBuffer mask = inputs.part(all);
      forEach(units.size(), number -> {
        Codes own = units.get(number).codes();
        for (int row = 0; row < rows; row++) {
          int place = number * rows + row;
          for (int book = 0; book < Codebooks.BOOKS; book++) {
            codes.put(place * Codebooks.BOOKS + book, own.code(row, book));
          }
          mask.put(place, (byte) (own.isMissing(row) ? 1 : 0));
        }
      });
      long[] shape = {units.size(), rows, Codebooks.BOOKS};
      inputs.tensors.put(Signature.CODES, OnnxTensor.createTensor(environment, codes, shape));
      inputs.tensors.put(Signature.MASK,
          OnnxTensor.createTensor(environment, mask, new long[]{units.size(), rows}, OnnxJavaType.BOOL));
      return inputs;
    } catch (OrtException | RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  /** Rows that no unit has are not given at all. */
  private static GraphInputs spectra(OrtEnvironment environment, List<EncoderInput> units, GraphBuffers buffers)
      throws OrtException {
    int[] found = IntStream.range(0, units.get(0).rows())
        .filter(row -> units.stream().anyMatch(unit -> !unit.codes().isMissing(row))).toArray();
    int[] rows = found.length == 0 ? new int[]{0} : found; // a graph wants one, if only to be told that it is missing
    int all = units.size() * rows.length;
    int features = Feature.COUNT * Float.BYTES;
    GraphInputs inputs = new GraphInputs(buffers,
        rows.length * Long.BYTES + all * features + units.size() * features + all * Codebooks.BOOKS + all);
    try {
      LongBuffer numbers = inputs.part(rows.length * Long.BYTES).asLongBuffer();
      FloatBuffer reactions = inputs.part(all * features).asFloatBuffer();
      FloatBuffer counts = inputs.part(units.size() * features).asFloatBuffer();
      ByteBuffer codes = inputs.part(all * Codebooks.BOOKS);
      ByteBuffer mask = inputs.part(all);
      for (int i = 0; i < rows.length; i++) {
        numbers.put(i, rows[i]);
      }
      forEach(units.size(), number -> {
        EncoderInput unit = units.get(number);
        for (int i = 0; i < rows.length; i++) {
          row(unit, rows[i], number * rows.length + i, codes, reactions, mask);
        }
        for (int feature = 0; feature < Feature.COUNT; feature++) {
          counts.put(number * Feature.COUNT + feature, (float) Math.log1p(Math.max(0, unit.features().get(feature))));
        }
      });
      long n = units.size();
      long r = rows.length;
      Map<String, OnnxTensor> tensors = inputs.tensors;
      tensors.put(Signature.ROWS, OnnxTensor.createTensor(environment, numbers, new long[]{r}));
      tensors.put(Signature.CODES,
          OnnxTensor.createTensor(environment, codes, new long[]{n, r, Codebooks.BOOKS}, OnnxJavaType.UINT8));
      tensors.put(Signature.REACTIONS,
          OnnxTensor.createTensor(environment, reactions, new long[]{n, r, Feature.COUNT}));
      tensors.put(Signature.MASK, OnnxTensor.createTensor(environment, mask, new long[]{n, r}, OnnxJavaType.BOOL));
      tensors.put(Signature.COUNTS, OnnxTensor.createTensor(environment, counts, new long[]{n, Feature.COUNT}));
      return inputs;
    } catch (OrtException | RuntimeException e) {
      inputs.close();
      throw e;
    }
  }

  private static void row(EncoderInput unit, int row, int place, ByteBuffer codes, FloatBuffer reactions,
      ByteBuffer mask) {
    Codes own = unit.codes();
    boolean isMissing = own.isMissing(row);
    for (int book = 0; book < Codebooks.BOOKS; book++) {
      codes.put(place * Codebooks.BOOKS + book, (byte) (isMissing ? 0 : own.code(row, book)));
    }
    Optional<Reaction> reaction = unit.spectrum().rows().get(row);
    for (int feature = 0; feature < Feature.COUNT; feature++) {
      reactions.put(place * Feature.COUNT + feature, reaction.isPresent() ? reaction.get().get(feature) : 0);
    }
    mask.put(place, (byte) (isMissing ? 1 : 0));
  }

  private static void forEach(int units, IntConsumer fill) {
    IntStream numbers = IntStream.range(0, units);
    (units >= SIDE_BY_SIDE ? numbers.parallel() : numbers).forEach(fill);
  }

  /** The next so many bytes; parts of 8, then of 4 bytes an element come first, so that all are aligned. */
  private ByteBuffer part(int bytes) {
    ByteBuffer part = memory.slice(used, bytes).order(ByteOrder.nativeOrder());
    used += bytes;
    return part;
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
    tensors.clear();
    buffers.give(memory);
  }
}
