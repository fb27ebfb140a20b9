package dev.assay.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.assay.concurrent.Cancellation;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.quantize.Codes;
import dev.assay.spectrum.Spectrum;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The encoder hands codes to its graph and the graph's outputs back, for many units and threads. */
class EncoderTest {
  private static final int ROWS = 4;

  private static Encoder encoder;

  @BeforeAll
  static void open() throws Exception {
    encoder = Encoder.open(TinyModel.of(ROWS), ROWS, Device.CPU);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  private static EncoderInput random(Random random) {
    byte[] codes = new byte[ROWS * 8];
    boolean[] missing = new boolean[ROWS];
    random.nextBytes(codes);
    for (int row = 0; row < ROWS; row++) {
      missing[row] = random.nextInt(4) == 0;
    }
    return input(Codes.of(codes, missing));
  }

  /** Graphs of codes alone do not look at the rest. */
  private static EncoderInput input(Codes codes) {
    FeatureVector features = FeatureVector.of(new int[Feature.COUNT]);
    return new EncoderInput(features, new Spectrum(Collections.nCopies(codes.rows(), Optional.empty())), codes);
  }

  private static void assertFits(Prediction prediction, EncoderInput unit) {
    Codes codes = unit.codes();
    float[] embedding = prediction.embedding();
    assertThat(embedding).hasSize(256);
    for (int i = 0; i < embedding.length; i++) {
      assertThat(embedding[i]).isEqualTo(codes.code(i / 8 % ROWS, i % 8) / 256f);
    }
    assertThat(prediction.ozBenefit()).isCloseTo(codes.missing() / (double) ROWS, within(1e-6));
  }

  @Test
  void eachUnitGetsItsOwnOutputsInAnyBatch() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<EncoderInput> units = new ArrayList<>();
    for (int i = 0; i < 2 * Encoder.BATCH + 3; i++) {
      units.add(random(random));
    }
    for (List<Prediction> predictions : List.of(encoder.encode(units), encoder.encode(units, 1, Cancellation.never()),
        encoder.encode(units, 1000, Cancellation.never()))) {
      assertThat(predictions).as("seed %d", seed).hasSameSizeAs(units);
      for (int i = 0; i < units.size(); i++) {
        assertFits(predictions.get(i), units.get(i));
      }
    }
    assertThat(encoder.encode(List.of())).isEmpty();
    assertThat(encoder.encode(units.get(1))).isEqualTo(encoder.encode(units.subList(0, 2)).get(1));
  }

  @Test
  void passesAreRankedByProbabilityAndThenByIndex() {
    byte[] codes = new byte[ROWS * 8];
    codes[5] = (byte) 200; // the embedding repeats every 32 numbers, so passes 5, 37, 69 and 101 are equal
    codes[9] = 100;
    Prediction prediction = encoder.encode(input(Codes.of(codes, new boolean[ROWS])));
    List<Prediction.Likely> best = prediction.bestPasses(9);
    assertThat(best).extracting(likely -> likely.pass().index()).containsExactly(5, 37, 69, 101, 9, 41, 73, 105, 0);
    assertThat(best).isSortedAccordingTo(Comparator.comparingDouble(Prediction.Likely::probability).reversed());
    double sum = prediction.bestPasses(124).stream().mapToDouble(Prediction.Likely::probability).sum();
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Test
  void aGraphOfCodesAloneDoesNotKnowThatNoneMayBeTheBest() {
    Prediction prediction = encoder.encode(random(new Random(3)));
    assertThat(encoder.takesAnyRows()).isFalse();
    assertThat(prediction.noneProbability()).isZero();
    assertThat(prediction.isNoneLikeliest()).isFalse();
  }

  @Test
  void noneIsTheLikeliestOnlyWhereNoPassIsAsLikely() {
    float[] probabilities = new float[125];
    probabilities[3] = 0.5f;
    probabilities[124] = 0.5f;
    assertThat(new Prediction(new float[256], probabilities, 0).isNoneLikeliest()).isFalse();
    probabilities[124] = 0.6f;
    Prediction prediction = new Prediction(new float[256], probabilities, 0);
    assertThat(prediction.isNoneLikeliest()).isTrue();
    assertThat(prediction.probabilities()).as("those of passes").hasSize(124);
    assertThat(prediction.bestPasses(1).get(0).pass().index()).isEqualTo(3);
  }

  @Test
  void threadsShareIt() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Random random = new Random(thread);
        all.add(threads.submit(() -> {
          for (int i = 0; i < 50; i++) {
            EncoderInput codes = random(random);
            assertFits(encoder.encode(codes), codes);
          }
        }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  @Test
  void whatIsHandedOutIsACopy() {
    Prediction prediction = encoder.encode(random(new Random(1)));
    prediction.embedding()[0] = 42;
    prediction.probabilities()[0] = 42;
    assertThat(prediction.embedding()[0]).isNotEqualTo(42);
    assertThat(prediction.probabilities()[0]).isNotEqualTo(42);
  }

  @Test
  void stopsBetweenBatchesWhenCancelled() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    List<EncoderInput> units = List.of(random(new Random(1)));
    assertThatThrownBy(() -> encoder.encode(units, 1, cancellation)).isInstanceOf(CancellationException.class);
  }

  @Test
  void wrongUseIsRefused() throws Exception {
    assertThatThrownBy(() -> encoder.encode(input(Codes.of(new byte[8], new boolean[1]))))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("4 rows, not 1");
    Encoder other = Encoder.open(TinyModel.of(1), 1, Device.CPU);
    other.close();
    other.close();
    assertThatThrownBy(() -> other.encode(input(Codes.of(new byte[8], new boolean[1]))))
        .isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
  }

  @Test
  void graphsThatDoNotFitAreRefusedByName() {
    refused(TinyModel.of(ROWS), 100, "input 'codes' is int64[N,4,8] instead of int64[N,100,8]");
    refused(TinyModel.of(ROWS, 256, Map.of("codes", "tokens")), ROWS, "no input 'codes'");
    refused(TinyModel.of(ROWS, 256, Map.of("mask", "padding")), ROWS, "no input 'mask'");
    refused(TinyModel.of(ROWS, 256, Map.of("embedding", "pooled")), ROWS, "no output 'embedding'");
    refused(TinyModel.of(ROWS, 128, Map.of()), ROWS, "output 'embedding' is float[N,128] instead of float[N,256]");
    refused("not a graph".getBytes(StandardCharsets.UTF_8), ROWS, "pq-bert.onnx: ONNX Runtime does not take the graph");
  }

  private static void refused(byte[] model, int rows, String words) {
    assertThatThrownBy(() -> Encoder.open(model, rows, Device.CPU)).isInstanceOf(EncoderException.class)
        .hasMessageStartingWith("pq-bert.onnx: ").hasMessageContaining(words);
  }

  @Test
  void saysWhatItRunsOnAndWhy() throws Exception {
    assertThat(encoder.device()).isEqualTo(new DeviceInUse("CPU", "as asked")).hasToString("CPU, as asked");
    try (Encoder automatic = Encoder.open(TinyModel.of(ROWS), ROWS, Device.AUTO)) {
      assertThat(automatic.device().name()).isIn("CPU", "CUDA");
      assertThat(automatic.device().reason()).startsWith("since ");
      EncoderInput codes = random(new Random(1));
      assertFits(automatic.encode(codes), codes);
    }
    try (Encoder cuda = Encoder.open(TinyModel.of(ROWS), ROWS, Device.CUDA)) {
      assertThat(cuda.device()).isEqualTo(new DeviceInUse("CUDA", "as asked"));
    } catch (EncoderException e) { // most machines have none
      assertThat(e).hasMessageStartingWith("device cuda is not available: ");
    }
  }

  @Test
  void devicesAreNamedByUsersAndTheEnvironment() {
    assertThat(Device.labelled("CUDA")).contains(Device.CUDA);
    assertThat(Device.labelled("tpu")).isEmpty();
    assertThat(Device.of(Map.of())).isEqualTo(Device.AUTO);
    assertThat(Device.of(Map.of("ASSAY_DEVICE", "cpu"))).isEqualTo(Device.CPU);
    assertThatThrownBy(() -> Device.of(Map.of("ASSAY_DEVICE", "tpu"))).isInstanceOf(IllegalArgumentException.class)
        .hasMessage("ASSAY_DEVICE has to be auto, cpu or cuda, not 'tpu'");
  }
}
