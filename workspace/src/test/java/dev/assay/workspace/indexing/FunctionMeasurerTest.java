package dev.assay.workspace.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.assay.Engine;
import dev.assay.bundle.BundleReader;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Device;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import dev.assay.index.Embedding;
import dev.assay.index.FunctionBody;
import dev.assay.index.Measurements;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerOptions;
import dev.assay.source.SourceFile;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionMeasurerTest {
  private static final int ROUNDS = 20;

  @TempDir
  Path folder;

  @Test
  void measuresInOneRunWhatAdviceMeasuresInMany() throws IOException {
    Path bundle = Path.of(SmallBundles.bundleWithEncoder(folder));
    try (Engine engine = new Engine(WorkerOptions.defaults().withWorkers(1), Duration.ofSeconds(60),
        BundleReader.inFolder(bundle), Device.CPU)) {
      FunctionMeasurer measurer = new FunctionMeasurer(IndexingEngine.of(engine));
      List<Unit> units = units(engine, "sort-unoptimised.ll");
      assertThat(units).isNotEmpty();
      for (Unit unit : units) {
        FunctionBody quick = body(measurer, unit, IndexDepth.PASSES);
        FunctionBody thorough = body(measurer, unit, IndexDepth.PIPELINES);
        assertThat(quick.embedding()).isEqualTo(thorough.embedding());
        assertThat(quick.measurements().afterPass()).as(unit.name()).hasSize(124)
            .isEqualTo(thorough.measurements().afterPass());
        assertThat(quick.measurements().afterOz()).as(unit.name()).isPresent()
            .isEqualTo(thorough.measurements().afterOz());
        assertThat(quick.measurements().bestPipeline()).isEmpty();
        int best = thorough.measurements().bestPipeline().orElseThrow().instructions();
        assertThat(best).isLessThanOrEqualTo(quick.measurements().afterOz().getAsInt());
        assertThat(FunctionMeasurer.bestPass(quick.measurements()).orElseThrow().instructions()).isBetween(best,
            unit.instructionCount());
      }
    }
  }

  @Test
  void anEmbeddingIsTheCoresWhateverElseIsMeasured() throws IOException {
    try (Engine engine = new Engine(WorkerOptions.defaults().withWorkers(1), Duration.ofSeconds(60),
        BundleReader.shipped(), Device.CPU)) {
      IndexingEngine tools = IndexingEngine.of(engine);
      FunctionMeasurer measurer = new FunctionMeasurer(tools);
      int core = engine.advisor().bundle().coreProbes();
      for (Unit unit : units(engine, "sort-unoptimised.ll")) {
        EncoderInput probed = measurer.probe(unit, Cancellation.never());
        assertThat(probed.spectrum().missing()).isEqualTo(probed.rows() - core);
        FunctionBody least = body(measurer, unit, IndexDepth.EMBEDDING);
        assertThat(least.embedding())
            .isEqualTo(Embedding.of(engine.encoder().orElseThrow().encode(probed).embedding()));
        assertThat(least.measurements()).isEqualTo(Measurements.NONE);
        assertThat(body(measurer, unit, IndexDepth.PIPELINES).embedding()).isEqualTo(least.embedding());
      }
    }
  }

  @Test
  void gatheredUnitsGetWhatEachAloneWould() throws Exception {
    try (Engine engine = new Engine(WorkerOptions.defaults().withWorkers(1), Duration.ofSeconds(60),
        BundleReader.shipped(), Device.CPU)) {
      FunctionMeasurer measurer = new FunctionMeasurer(IndexingEngine.of(engine));
      List<EncoderInput> inputs = new ArrayList<>();
      for (Unit unit : units(engine, "sort-unoptimised.ll")) {
        inputs.add(measurer.probe(unit, Cancellation.never()));
      }
      EncodingQueue queue = measurer.encodingQueue(CpuBudget.slots(1));
      Cancellation cancelled = Cancellation.never().part();
      cancelled.cancel();
      Map<EncoderInput, List<Future<Prediction>>> made = new HashMap<>();
      try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int round = 0; round < ROUNDS; round++) {
          for (EncoderInput input : inputs) {
            made.computeIfAbsent(input, key -> new ArrayList<>())
                .add(threads.submit(() -> queue.encode(input, Cancellation.never())));
            // Whoever gives up leaves the others' units to them.
            threads.submit(() -> queue.encode(input, cancelled));
          }
        }
      }
      for (EncoderInput input : inputs) {
        float[] alone = engine.encoder().orElseThrow().encode(input).embedding();
        for (Future<Prediction> one : made.get(input)) {
          // Sums of floats in another order; 8 bits round each unit by itself.
          assertThat(one.get().embedding()).containsExactly(alone, offset(1e-5f));
        }
      }
      engine.encoder().orElseThrow().close();
      assertThatThrownBy(() -> queue.encode(inputs.get(0), Cancellation.never()))
          .isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }
  }

  private static List<Unit> units(Engine engine, String example) throws IOException {
    Path file = SmallBundles.root().resolve("examples").resolve(example).toAbsolutePath();
    return engine.reader()
        .functions(new SourceFile(file, Files.readAllBytes(file), Optional.empty()), Set.of(), Cancellation.never())
        .units();
  }

  private static FunctionBody body(FunctionMeasurer measurer, Unit unit, IndexDepth depth) {
    return ((FunctionMeasurer.Result.Measured) measurer.measure(unit, depth, Cancellation.never())).body();
  }
}
