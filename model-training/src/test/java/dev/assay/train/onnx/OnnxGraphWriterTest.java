package dev.assay.train.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.Prediction;
import dev.assay.quantize.Codes;
import dev.assay.train.tensor.Tensor;
import dev.assay.train.tensor.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ONNX Runtime makes of an exported graph is what the architecture says in plain loops. */
class OnnxGraphWriterTest {
  private static final Architecture SMALL = new Architecture(8, 257, 6, 2, 3, 64, 32);

  private static List<Codes> units(Random random, int rows, int count) {
    List<Codes> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] codes = new byte[rows * 8];
      random.nextBytes(codes);
      boolean[] missing = new boolean[rows];
      for (int row = 0; row < rows; row++) {
        missing[row] = i > 0 && random.nextInt(3) == 0; // the first is complete
      }
      units.add(Codes.of(codes, missing));
    }
    return units;
  }

  @Test
  void outputsAreThoseOfPlainLoops() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Tensor> weights = RandomWeights.of(SMALL, random);
    ReferenceForward reference = new ReferenceForward(weights);
    List<Codes> units = units(random, SMALL.rows(), 5);
    try (Encoder encoder = Encoder.open(OnnxGraphWriter.write(weights, Precision.FLOAT32), SMALL.rows(), Device.CPU)) {
      List<Prediction> together = encoder.encode(units);
      for (int i = 0; i < units.size(); i++) {
        ReferenceForward.Outputs expected = reference.of(units.get(i));
        for (Prediction actual : List.of(together.get(i), encoder.encode(units.get(i)))) {
          assertClose(actual.embedding(), expected.embedding(), 1e-4, seed);
          assertClose(actual.probabilities(), expected.bestPass(), 1e-4, seed);
          assertThat(actual.ozBenefit()).as("seed %d", seed).isCloseTo(expected.ozBenefit(), within(1e-4));
        }
      }
    }
  }

  private static void assertClose(float[] actual, double[] expected, double tolerance, long seed) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < actual.length; i++) {
      assertThat((double) actual[i]).as("%d, seed %d", i, seed).isCloseTo(expected[i], within(tolerance));
    }
  }

  @Test
  void aUnitWithoutAnyRowStillHasAnEmbedding() throws Exception {
    Map<String, Tensor> weights = RandomWeights.of(SMALL, new Random(2));
    boolean[] all = {true, true, true, true, true, true};
    try (Encoder encoder = Encoder.open(OnnxGraphWriter.write(weights, Precision.FLOAT32), SMALL.rows(), Device.CPU)) {
      assertThat(encoder.encode(Codes.of(new byte[48], all)).embedding()).isNotEqualTo(new float[256]);
    }
  }

  @Test
  void eightBitsStayClose() throws Exception {
    Map<String, Tensor> weights = RandomWeights.of(SMALL, new Random(3));
    List<Codes> units = units(new Random(4), SMALL.rows(), 8);
    byte[] floats = OnnxGraphWriter.write(weights, Precision.FLOAT32);
    byte[] bytes = OnnxGraphWriter.write(weights, Precision.INT8);
    assertThat(bytes.length).isLessThan(floats.length / 2);
    try (Encoder exact = Encoder.open(floats, SMALL.rows(), Device.CPU);
        Encoder rounded = Encoder.open(bytes, SMALL.rows(), Device.CPU)) {
      for (Codes codes : units) {
        Prediction expected = exact.encode(codes);
        Prediction actual = rounded.encode(codes);
        assertThat(cosine(actual.embedding(), expected.embedding())).isGreaterThan(0.999);
        assertThat(actual.ozBenefit()).isCloseTo(expected.ozBenefit(), within(0.15));
      }
    }
  }

  @Test
  void aUnitGetsTheSameWhateverIsEncodedBesideIt() throws Exception {
    Map<String, Tensor> weights = RandomWeights.of(SMALL, new Random(3));
    List<Codes> units = units(new Random(4), SMALL.rows(), 8);
    for (Precision precision : Precision.values()) {
      try (Encoder encoder = Encoder.open(OnnxGraphWriter.write(weights, precision), SMALL.rows(), Device.CPU)) {
        List<Prediction> together = encoder.encode(units);
        for (int i = 0; i < units.size(); i++) {
          assertThat(cosine(encoder.encode(units.get(i)).embedding(), together.get(i).embedding())).as("%s", precision)
              .isCloseTo(1, within(1e-6));
        }
      }
    }
  }

  private static double cosine(float[] a, float[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  @Test
  void theSameWeightsGiveTheSameFile(@TempDir Path folder) throws Exception {
    Map<String, Tensor> weights = RandomWeights.of(SMALL, new Random(5));
    Path file = folder.resolve("deep/pq-bert.onnx");
    OnnxGraphWriter.write(file, weights, Precision.INT8);
    assertThat(Files.readAllBytes(file)).isEqualTo(OnnxGraphWriter.write(weights, Precision.INT8));
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void tensorsThatAreMissingOrOfAnotherShapeAreNamed() throws Exception {
    Map<String, Tensor> weights = new LinkedHashMap<>(RandomWeights.of(SMALL, new Random(6)));
    weights.put("masked_codes.weight", Tensor.of(new float[1], 1)); // of training; none of the graph's business
    assertThat(OnnxGraphWriter.write(weights, Precision.FLOAT32)).isNotEmpty();
    Tensor norm = weights.remove("layers.1.norm2.bias");
    assertThatThrownBy(() -> OnnxGraphWriter.write(weights, Precision.FLOAT32)).isInstanceOf(WeightsException.class)
        .hasMessage("there is no tensor 'layers.1.norm2.bias'");
    weights.put("layers.1.norm2.bias", norm);
    weights.put("pool.mix.weight", Tensor.of(new float[256 * 17], 256, 17));
    assertThatThrownBy(() -> OnnxGraphWriter.write(weights, Precision.FLOAT32)).isInstanceOf(WeightsException.class)
        .hasMessage("tensor 'pool.mix.weight' has shape [256, 17] instead of [256, 18]");
    weights.put("code_embedding.weight", Tensor.of(new float[256], 256));
    assertThatThrownBy(() -> OnnxGraphWriter.write(weights, Precision.FLOAT32)).isInstanceOf(WeightsException.class)
        .hasMessageContaining("'code_embedding.weight'");
  }
}
