package dev.assay.train.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.encoder.Device;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.quantize.Codes;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import dev.assay.train.tensor.Tensor;
import dev.assay.train.tensor.WeightsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ONNX Runtime makes of an exported graph is what the architecture says in plain loops. */
class SpectrumGraphWriterTest {
  private static final Architecture SMALL = new Architecture(8, 257, 6, 2, 3, 64, 125);

  private static List<EncoderInput> units(Random random, int rows, int count) {
    List<EncoderInput> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] counts = random.ints(Feature.COUNT, 0, 60).toArray();
      counts[Feature.TOTAL_INSTS.ordinal()] = 200 + random.nextInt(300);
      FeatureVector before = FeatureVector.of(counts);
      byte[] codes = new byte[rows * 8];
      random.nextBytes(codes);
      boolean[] missing = new boolean[rows];
      List<Optional<Reaction>> reactions = new ArrayList<>();
      for (int row = 0; row < rows; row++) {
        missing[row] = i > 0 && random.nextInt(3) == 0; // the first is complete
        int[] after = random.ints(Feature.COUNT, 0, 60).toArray();
        after[Feature.TOTAL_INSTS.ordinal()] = 200 + random.nextInt(300);
        reactions.add(missing[row] ? Optional.empty() : Optional.of(Reaction.between(before, FeatureVector.of(after))));
      }
      units.add(new EncoderInput(before, new Spectrum(reactions), Codes.of(codes, missing)));
    }
    return units;
  }

  /** The same unit with only some of its rows. */
  private static EncoderInput without(EncoderInput unit, int... rows) {
    List<Optional<Reaction>> reactions = new ArrayList<>(unit.spectrum().rows());
    byte[] codes = new byte[unit.rows() * 8];
    boolean[] missing = new boolean[unit.rows()];
    for (int row = 0; row < unit.rows(); row++) {
      int own = row;
      missing[row] = unit.codes().isMissing(row) || IntStream.of(rows).anyMatch(one -> one == own);
      if (missing[row]) {
        reactions.set(row, Optional.empty());
      } else {
        for (int book = 0; book < 8; book++) {
          codes[row * 8 + book] = (byte) unit.codes().code(row, book);
        }
      }
    }
    return new EncoderInput(unit.features(), new Spectrum(reactions), Codes.of(codes, missing));
  }

  @Test
  void outputsAreThoseOfPlainLoops() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Map<String, Tensor> weights = RandomWeights.of(SMALL, random);
    ReferenceForward reference = new ReferenceForward(weights);
    List<EncoderInput> units = units(random, SMALL.rows(), 5);
    try (Encoder encoder =
        Encoder.open(SpectrumGraphWriter.write(weights, Precision.FLOAT32), SMALL.rows(), Device.CPU)) {
      List<Prediction> together = encoder.encode(units);
      for (int i = 0; i < units.size(); i++) {
        ReferenceForward.Outputs expected = reference.of(units.get(i));
        for (Prediction actual : List.of(together.get(i), encoder.encode(units.get(i)))) {
          assertClose(actual.embedding(), expected.embedding(), 1e-4, seed);
          assertClose(actual.probabilities(), Arrays.copyOf(expected.bestPass(), 124), 1e-4, seed);
          assertThat(actual.noneProbability()).isCloseTo(expected.bestPass()[124], within(1e-4));
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
    EncoderInput unit = without(units(new Random(1), SMALL.rows(), 1).get(0), 0, 1, 2, 3, 4, 5);
    try (Encoder encoder = open(weights, Precision.FLOAT32)) {
      Prediction prediction = encoder.encode(unit);
      assertClose(prediction.embedding(), new ReferenceForward(weights).of(unit).embedding(), 1e-4, 1);
    }
  }

  @Test
  void aRowThatNobodyHasNeedNotBeGiven() throws Exception {
    // Alone, a unit's missing rows are not given to the graph at all; beside a complete one they are, as missing.
    Map<String, Tensor> weights = RandomWeights.of(SMALL, new Random(2));
    EncoderInput whole = units(new Random(1), SMALL.rows(), 1).get(0);
    EncoderInput part = without(whole, 0, 3, 5);
    for (Precision precision : Precision.values()) {
      try (Encoder encoder = open(weights, precision)) {
        assertThat(encoder.takesAnyRows()).isTrue();
        float[] alone = encoder.encode(part).embedding();
        assertThat(cosine(alone, encoder.encode(List.of(whole, part)).get(1).embedding())).isCloseTo(1, within(1e-6));
        assertThat(cosine(alone, encoder.encode(whole).embedding())).isLessThan(0.9999);
      }
    }
  }

  @Test
  void whatRowsHaveMeasuredIsNotPredicted() throws Exception {
    Map<String, Tensor> weights = RandomWeights.of(SMALL, new Random(2));
    int[] counts = new int[Feature.COUNT];
    counts[Feature.TOTAL_INSTS.ordinal()] = 545;
    FeatureVector before = FeatureVector.of(counts);
    List<Optional<Reaction>> reactions = new ArrayList<>();
    int[] left = {545, 544, 300, 545, 544, 545}; // row 1 is pass 7, row 4 pass 3, row 2 -Oz
    for (int count : left) {
      counts[Feature.TOTAL_INSTS.ordinal()] = count;
      reactions.add(Optional.of(Reaction.between(before, FeatureVector.of(counts))));
    }
    EncoderInput unit = new EncoderInput(before, new Spectrum(reactions), Codes.of(new byte[48], new boolean[6]));
    try (Encoder encoder = open(weights, Precision.INT8)) {
      Prediction prediction = encoder.encode(unit);
      float[] probabilities = prediction.probabilities();
      assertThat(probabilities[3]).as("of equals the lower index").isGreaterThan(probabilities[7]);
      assertThat(probabilities[7]).as("an instruction fewer than none")
          .isGreaterThan(10 * (float) prediction.noneProbability());
      assertThat(prediction.ozBenefit()).isCloseTo(1 - 300 / 545.0, within(1e-6));
    }
  }

  private static Encoder open(Map<String, Tensor> weights, Precision precision) throws Exception {
    return Encoder.open(SpectrumGraphWriter.write(weights, precision), SMALL.rows(), Device.CPU);
  }

  @Test
  void eightBitsStayClose() throws Exception {
    Map<String, Tensor> weights = RandomWeights.of(SMALL, new Random(3));
    List<EncoderInput> units = units(new Random(4), SMALL.rows(), 8);
    byte[] floats = SpectrumGraphWriter.write(weights, Precision.FLOAT32);
    byte[] bytes = SpectrumGraphWriter.write(weights, Precision.INT8);
    assertThat(bytes.length).isLessThan(floats.length / 2);
    try (Encoder exact = Encoder.open(floats, SMALL.rows(), Device.CPU);
        Encoder rounded = Encoder.open(bytes, SMALL.rows(), Device.CPU)) {
      for (EncoderInput codes : units) {
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
    List<EncoderInput> units = units(new Random(4), SMALL.rows(), 8);
    for (Precision precision : Precision.values()) {
      try (Encoder encoder = Encoder.open(SpectrumGraphWriter.write(weights, precision), SMALL.rows(), Device.CPU)) {
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
    SpectrumGraphWriter.write(file, weights, Precision.INT8);
    assertThat(Files.readAllBytes(file)).isEqualTo(SpectrumGraphWriter.write(weights, Precision.INT8));
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void tensorsThatAreMissingOrOfAnotherShapeAreNamed() throws Exception {
    Map<String, Tensor> weights = new LinkedHashMap<>(RandomWeights.of(SMALL, new Random(6)));
    weights.put("masked_codes.weight", Tensor.of(new float[1], 1)); // of training; none of the graph's business
    assertThat(SpectrumGraphWriter.write(weights, Precision.FLOAT32)).isNotEmpty();
    Tensor norm = weights.remove("layers.1.norm2.bias");
    assertThatThrownBy(() -> SpectrumGraphWriter.write(weights, Precision.FLOAT32)).isInstanceOf(WeightsException.class)
        .hasMessage("there is no tensor 'layers.1.norm2.bias'");
    weights.put("layers.1.norm2.bias", norm);
    weights.put("oz.out.weight", Tensor.of(new float[256], 1, 256));
    assertThatThrownBy(() -> SpectrumGraphWriter.write(weights, Precision.FLOAT32)).isInstanceOf(WeightsException.class)
        .hasMessage("tensor 'oz.out.weight' has shape [1, 256] instead of [1, 64]");
    weights.put("code_embedding.weight", Tensor.of(new float[256], 256));
    assertThatThrownBy(() -> SpectrumGraphWriter.write(weights, Precision.FLOAT32)).isInstanceOf(WeightsException.class)
        .hasMessageContaining("'code_embedding.weight'");
  }
}
