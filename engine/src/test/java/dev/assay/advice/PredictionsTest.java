package dev.assay.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.Engine;
import dev.assay.Examples;
import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleReader;
import dev.assay.bundle.TestBundles;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Device;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.TinyModel;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerOptions;
import dev.assay.quantize.Codebooks;
import dev.assay.spectrum.Spectrum;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an encoder in the bundle, advice has predictions beside its measurements, from the same probes. */
class PredictionsTest {
  private static final String SIZES = "\"M\":8,\"k*\":256,";

  @TempDir
  private static Path folder;

  private static Bundle bundle;
  private static Engine engine;
  private static Unit unit;

  @BeforeAll
  static void start() throws Exception {
    bundle = bundle(TinyModel.of(2));
    engine = new Engine(WorkerOptions.defaults(), Duration.ofSeconds(30), bundle, Device.CPU);
    unit = Examples.functions(engine.pool(), """
        define i32 @f(i32 %a) {
          %p = alloca i32
          store i32 %a, ptr %p
          %v = load i32, ptr %p
          ret i32 %v
        }
        """).get(0);
  }

  private static Bundle bundle(byte[] model) throws IOException {
    float[][][] centroids = new float[8][16][7];
    for (float[][] book : centroids) {
      for (int i = 0; i < book.length; i++) {
        Arrays.fill(book[i], -i / 8f);
      }
    }
    TestBundles.write(folder, 2, SIZES, Codebooks.of(centroids).toNpy(), model);
    return BundleReader.inFolder(folder);
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static Advice advise(Engine with, Unit of, AdviceOptions options) {
    return with.advisor().advise(of, options, Cancellation.never());
  }

  @Test
  void theyAreWhatTheEncoderMakesOfTheProbes() {
    Advice advice = advise(engine, unit, AdviceOptions.everything());
    assertThat(advice.bestPass()).isPresent();
    assertThat(advice.oz()).isPresent();
    Spectrum spectrum = Spectrum.of(unit.observation().features(), advice.probes().rows());
    EncoderInput input =
        EncoderInput.of(advice.unit().observation().features(), spectrum, bundle.codebooks().orElseThrow());
    assertThat(advice.prediction()).contains(engine.encoder().orElseThrow().encode(input));
    assertThat(advice.notes()).isEmpty();
  }

  @Test
  void theyCanBeHadWithoutMeasuring() {
    Advice advice = advise(engine, unit, AdviceOptions.predictions());
    assertThat(advice.prediction()).isPresent()
        .isEqualTo(advise(engine, unit, AdviceOptions.everything()).prediction());
    assertThat(advice.bestPass()).isEmpty();
    assertThat(advice.oz()).isEmpty();
    assertThat(advice.pipeline()).isEmpty();
    assertThat(advice.passOutcomes()).isEmpty();
    assertThat(advice.probes().run()).isEqualTo(2);
    assertThat(advice.isComplete()).isTrue();
  }

  @Test
  void thereAreNoneWithoutProbes() {
    Advice advice = advise(engine, unit, AdviceOptions.withoutProbes());
    assertThat(advice.prediction()).isEmpty();
    assertThat(advice.oz()).isPresent();
    assertThat(advise(engine, unit, AdviceOptions.nothing()).probes().run()).isZero();
  }

  @Test
  void thereAreNoneWhereNoProbeCouldBeRun() throws Exception {
    try (Engine hurried = new Engine(WorkerOptions.defaults(), Duration.ofNanos(1), bundle, Device.CPU)) {
      Advice advice = advise(hurried, unit, AdviceOptions.predictions());
      assertThat(advice.probes().failed()).isEqualTo(2);
      assertThat(advice.prediction()).isEmpty();
      assertThat(advice.notes()).containsExactly("nothing is predicted, since no probe could be run");
    }
  }

  @Test
  void anEngineIsRefusedAnEncoderThatDoesNotFitTheProbes() throws Exception {
    Bundle wrong = bundle(TinyModel.of(4));
    assertThatThrownBy(() -> new Engine(WorkerOptions.defaults(), Duration.ofSeconds(30), wrong, Device.CPU))
        .isInstanceOf(IOException.class).hasMessageStartingWith("pq-bert.onnx: ").hasMessageContaining("int64[N,4,8]");
  }

  @Test
  void theLlvmThatIsThereHasToFit() throws Exception {
    engine.requireFittingLlvm();
    Bundle other = new Bundle("test-1.0.0", "19.1.0", bundle.probes());
    try (Engine unfit = new Engine(WorkerOptions.defaults(), Duration.ofSeconds(30), other, Device.CPU)) {
      assertThatThrownBy(unfit::requireFittingLlvm).isInstanceOf(IOException.class).hasMessageContaining("19.1.0");
    }
  }

  @Test
  void theLikeliestPassesAreListedFirst() {
    Advice advice = advise(engine, unit, AdviceOptions.predictions());
    List<Double> probabilities =
        advice.prediction().orElseThrow().bestPasses(5).stream().map(likely -> likely.probability()).toList();
    assertThat(probabilities).hasSize(5).isSortedAccordingTo((a, b) -> Double.compare(b, a));
  }
}
