package dev.assay.workspace.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.Engine;
import dev.assay.bundle.BundleReader;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Device;
import dev.assay.index.FunctionBody;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerOptions;
import dev.assay.source.SourceFile;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionMeasurerTest {
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
        FunctionBody quick = body(measurer, unit, false);
        FunctionBody thorough = body(measurer, unit, true);
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

  private static List<Unit> units(Engine engine, String example) throws IOException {
    Path file = SmallBundles.root().resolve("examples").resolve(example).toAbsolutePath();
    return engine.reader()
        .functions(new SourceFile(file, Files.readAllBytes(file), Optional.empty()), Set.of(), Cancellation.never())
        .units();
  }

  private static FunctionBody body(FunctionMeasurer measurer, Unit unit, boolean pipelines) {
    return ((FunctionMeasurer.Result.Measured) measurer.measure(unit, pipelines, Cancellation.never())).body();
  }
}
