package dev.assay.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.BundleReader;
import dev.assay.ir.SourceFile;
import dev.assay.ir.SourceReader;
import dev.assay.ir.Unit;
import dev.assay.pool.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.Quarantine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The search finds different sequences that help, the same ones again for the same seed, and a bundle that can be read.
 */
class SeedProbeSearchTest {
  private static final int COUNT = 6;
  private static final int LENGTH = 50;

  @Test
  void findsTheSameHelpfulSequencesForTheSameSeed(@TempDir Path folder) throws Exception {
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack())) {
      Path file = Path.of(System.getProperty("assay.root", ".."), "examples", "sort-unoptimised.ll").toAbsolutePath();
      List<Unit> units = new SourceReader(pool)
          .functions(new SourceFile(file, Files.readAllBytes(file), Optional.empty()), Set.of(), Cancellation.never())
          .units();
      ProbeRunner runner = new ProbeRunner(pool, Quarantine.inMemory(), Duration.ofMinutes(1));

      List<List<String>> found = new SeedProbeSearch(runner, units, 1, line -> {
      }).find(COUNT, LENGTH);

      assertThat(found).hasSize(COUNT).allSatisfy(sequence -> assertThat(sequence).hasSize(LENGTH));
      assertThat(new HashSet<>(found)).hasSize(COUNT);
      assertThat(new SeedProbeSearch(runner, units, 1, line -> {
      }).find(COUNT, LENGTH)).isEqualTo(found);

      BundleWriter.write(folder, "test-1.0.0", pool.llvmVersion(), LENGTH, found, "hash", units.size(), 1);
      List<List<String>> sequences = BundleReader.inFolder(folder).probes().sequences();
      ProbeSetReport report = ProbeSetReport.measure(runner, units, sequences);
      assertThat(report.units()).isEqualTo(units.size());
      assertThat(report.meanReductionOverOz()).as("%s", report).isGreaterThan(-0.2);
    }
  }

  @Test
  void pointsAreDividedWhereTheyAreFarApart() {
    List<double[]> points = List.of(new double[]{0, 0}, new double[]{9, 9}, new double[]{1, 0}, new double[]{9, 8});
    int[] side = TwoMeans.divide(points, new Random(3));
    assertThat(side[0]).isEqualTo(side[2]).isNotEqualTo(side[1]);
    assertThat(side[1]).isEqualTo(side[3]);
  }

  @Test
  void equalPointsAreDividedAllTheSame() {
    assertThat(TwoMeans.divide(List.of(new double[]{1}, new double[]{1}), new Random(3))).containsExactly(0, 1);
  }
}
