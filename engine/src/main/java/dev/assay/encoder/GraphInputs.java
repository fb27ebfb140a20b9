package dev.assay.encoder;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.assay.feature.Feature;
import dev.assay.quantize.Codebooks;
import dev.assay.quantize.Codes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Units as a graph's inputs. Closing frees them. */
final class GraphInputs implements AutoCloseable {
  private final Map<String, OnnxTensor> tensors = new HashMap<>();

  private GraphInputs() {}

  /** As a graph of a kind takes them. */
  static GraphInputs of(OrtEnvironment environment, Signature.Kind kind, List<EncoderInput> units) throws OrtException {
    GraphInputs inputs = new GraphInputs();
    try {
      switch (kind) {
        case CODES -> inputs.codes(environment, units);
        case SPECTRA -> inputs.spectra(environment, units);
      }
      return inputs;
    } catch (OrtException e) {
      inputs.close();
      throw e;
    }
  }

  Map<String, OnnxTensor> tensors() {
    return tensors;
  }

  private void codes(OrtEnvironment environment, List<EncoderInput> units) throws OrtException {
    int rows = units.get(0).rows();
    LongBuffer codes = bytes(units.size() * rows * Codebooks.BOOKS * Long.BYTES).asLongBuffer();
    ByteBuffer mask = bytes(units.size() * rows);
    for (EncoderInput unit : units) {
      for (int row = 0; row < rows; row++) {
        for (int book = 0; book < Codebooks.BOOKS; book++) {
          codes.put(unit.codes().code(row, book));
        }
        mask.put((byte) (unit.codes().isMissing(row) ? 1 : 0));
      }
    }
    long[] shape = {units.size(), rows, Codebooks.BOOKS};
    tensors.put(Signature.CODES, OnnxTensor.createTensor(environment, codes.flip(), shape));
    tensors.put(Signature.MASK,
        OnnxTensor.createTensor(environment, mask.flip(), new long[]{units.size(), rows}, OnnxJavaType.BOOL));
  }

  /** Rows that no unit has are not given at all. */
  private void spectra(OrtEnvironment environment, List<EncoderInput> units) throws OrtException {
    int[] rows = IntStream.range(0, units.get(0).rows())
        .filter(row -> units.stream().anyMatch(unit -> !unit.codes().isMissing(row))).toArray();
    rows = rows.length == 0 ? new int[]{0} : rows; // a graph wants one, if only to be told that it is missing
    LongBuffer numbers = bytes(rows.length * Long.BYTES).asLongBuffer();
    for (int row : rows) {
      numbers.put(row);
    }
    int all = units.size() * rows.length;
    ByteBuffer codes = bytes(all * Codebooks.BOOKS);
    FloatBuffer reactions = bytes(all * Feature.COUNT * Float.BYTES).asFloatBuffer();
    ByteBuffer mask = bytes(all);
    FloatBuffer counts = bytes(units.size() * Feature.COUNT * Float.BYTES).asFloatBuffer();
    float[] nothing = new float[Feature.COUNT];
    for (EncoderInput unit : units) {
      for (int row : rows) {
        Codes own = unit.codes();
        for (int book = 0; book < Codebooks.BOOKS; book++) {
          codes.put((byte) (own.isMissing(row) ? 0 : own.code(row, book)));
        }
        reactions.put(unit.spectrum().rows().get(row).map(reaction -> reaction.toArray()).orElse(nothing));
        mask.put((byte) (own.isMissing(row) ? 1 : 0));
      }
      for (int feature = 0; feature < Feature.COUNT; feature++) {
        counts.put((float) Math.log1p(Math.max(0, unit.features().get(feature))));
      }
    }
    long n = units.size();
    long r = rows.length;
    tensors.put(Signature.ROWS, OnnxTensor.createTensor(environment, numbers.flip(), new long[]{r}));
    tensors.put(Signature.CODES,
        OnnxTensor.createTensor(environment, codes.flip(), new long[]{n, r, Codebooks.BOOKS}, OnnxJavaType.UINT8));
    tensors.put(Signature.REACTIONS,
        OnnxTensor.createTensor(environment, reactions.flip(), new long[]{n, r, Feature.COUNT}));
    tensors.put(Signature.MASK, OnnxTensor.createTensor(environment, mask.flip(), new long[]{n, r}, OnnxJavaType.BOOL));
    tensors.put(Signature.COUNTS, OnnxTensor.createTensor(environment, counts.flip(), new long[]{n, Feature.COUNT}));
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocateDirect(count).order(ByteOrder.nativeOrder());
  }

  @Override
  public void close() {
    tensors.values().forEach(OnnxTensor::close);
  }
}
