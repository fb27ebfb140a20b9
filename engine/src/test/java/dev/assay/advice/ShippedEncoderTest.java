package dev.assay.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.within;

import dev.assay.Engine;
import dev.assay.Examples;
import dev.assay.bundle.BundleReader;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Device;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import dev.assay.feature.FeatureVector;
import dev.assay.ir.ContentSource;
import dev.assay.pool.WorkerOptions;
import dev.assay.probe.Outcome;
import dev.assay.spectrum.Spectrum;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The shipped encoder on the examples, which nothing was learned from. How good it is, {@code docs/model.md} says; here
 * a bundle is caught whose parts do not belong together.
 */
class ShippedEncoderTest {
  private static final AdviceOptions OPTIONS = new AdviceOptions(true, AdviceOptions.Probes.ALL, false, false);

  private static Engine engine;
  private static List<Advice> known;

  @BeforeAll
  static void measure() throws Exception {
    engine = new Engine(WorkerOptions.defaults(), Engine.DEFAULT_UNIT_LIMIT, BundleReader.shipped(), Device.CPU);
    known = new ArrayList<>();
    Examples.units(engine.pool())
        .forEach(unit -> known.add(engine.advisor().advise(unit, OPTIONS, Cancellation.never())));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  private static Prediction prediction(Advice advice) {
    return advice.prediction().orElseThrow();
  }

  @Test
  void theBestPassIsMostlyAmongTheFiveLikeliest() {
    assertThat(known).allSatisfy(advice -> {
      double sum = prediction(advice).noneProbability();
      for (float probability : prediction(advice).probabilities()) {
        sum += probability;
      }
      assertThat(sum).isBetween(0.999, 1.001);
    });
    long right = known.stream().filter(advice -> prediction(advice).bestPasses(5).stream()
        .anyMatch(likely -> likely.pass().equals(advice.bestPass().orElseThrow().pass()))).count();
    assertThat(right / (double) known.size()).isGreaterThan(0.8);
  }

  @Test
  void theBenefitOfOzIsAboutRight() {
    double error = known.stream().mapToDouble(advice -> {
      double before = advice.unit().instructionCount();
      return Math.abs(prediction(advice).ozBenefit() - (before - advice.oz().orElseThrow().instructions()) / before);
    }).average().orElseThrow();
    assertThat(error).isLessThan(0.1);
  }

  @Test
  void functionsThatReactAlikeAreNearAndOthersAreNot() {
    double[] largest = new double[1];
    double[] mean = new double[1];
    for (int i = 0; i < known.size(); i++) {
      for (int j = 0; j < i; j++) {
        double cosine = cosine(prediction(known.get(i)).embedding(), prediction(known.get(j)).embedding());
        largest[0] = Math.max(largest[0], cosine);
        mean[0] += cosine / (known.size() * (known.size() - 1) / 2.0);
      }
    }
    assertThat(largest[0]).isGreaterThan(0.95);
    assertThat(mean[0]).isLessThan(0.9);
  }

  @Test
  void halfOfTheProbesGiveAboutTheSameEmbedding() throws Exception {
    ContentSource contents = new ContentSource(engine.pool());
    double near = 0;
    for (Advice advice : known) {
      List<Outcome> rows = new ArrayList<>(advice.probes().rows());
      List<Integer> places = new ArrayList<>();
      for (int i = 0; i < rows.size(); i++) {
        places.add(i);
      }
      Collections.shuffle(places, new Random(1));
      places.subList(0, rows.size() / 2)
          .forEach(place -> rows.set(place, new Outcome.Missing(Outcome.Reason.OUT_OF_TIME, "left out")));
      FeatureVector features = advice.unit().observation().features();
      EncoderInput input =
          EncoderInput.of(features, Spectrum.of(features, rows), engine.advisor().bundle().codebooks().orElseThrow())
              .with(contents.read(advice.unit(), Cancellation.never()));
      near += cosine(engine.encoder().orElseThrow().encode(input).embedding(), prediction(advice).embedding())
          / known.size();
    }
    assertThat(near).isGreaterThan(0.8);
  }

  @Test
  void unitsOfALargeBatchGetWhatEachAloneWould() throws Exception {
    List<EncoderInput> inputs = new ArrayList<>();
    for (Advice advice : known) {
      FeatureVector features = advice.unit().observation().features();
      inputs.add(EncoderInput.of(features, Spectrum.of(features, advice.probes().rows()),
          engine.advisor().bundle().codebooks().orElseThrow()));
    }
    List<EncoderInput> many = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      many.addAll(inputs);
    }
    // Side by side, and after batches of other sizes: memory is used again.
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<List<Prediction>>> made = new ArrayList<>();
      for (int run = 0; run < 2; run++) {
        made.add(threads.submit(() -> engine.encoder().orElseThrow().encode(many, many.size(), Cancellation.never())));
      }
      for (Future<List<Prediction>> batch : made) {
        for (int i = 0; i < many.size(); i++) {
          Prediction alone = engine.encoder().orElseThrow().encode(inputs.get(i % inputs.size()));
          assertThat(batch.get().get(i).embedding()).containsExactly(alone.embedding(), offset(1e-5f));
          assertThat(batch.get().get(i).probabilities()).containsExactly(alone.probabilities(), offset(1e-5f));
          assertThat(batch.get().get(i).ozBenefit()).isCloseTo(alone.ozBenefit(), within(1e-5));
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
}
