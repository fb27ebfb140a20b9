package dev.assay.train.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.ir.Unit;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.PassCatalogue;
import dev.assay.train.bundle.BundleWriter;
import dev.assay.train.corpus.TinyCorpus;
import dev.assay.train.measure.Measurer;
import dev.assay.train.spectra.SpectraCommand;
import dev.assay.train.spectra.SpectrumRow;
import dev.assay.train.store.Shards;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The two steps that measure a corpus, labels and spectra, on three functions in three shards. */
class MeasuringStepsTest {
  private static final String OZ = "default<Oz>";
  private static final int LENGTH = 50;

  @TempDir
  private Path folder;

  private Path corpus;
  private Path bundle;
  private List<Unit> units;

  @BeforeEach
  void makeCorpus() throws IOException {
    corpus = folder.resolve("corpus");
    bundle = folder.resolve("bundle");
    units = TinyCorpus.write(corpus);
    List<List<String>> probes = new ArrayList<>();
    for (String pass : List.of("sroa", "gvn", "barrier")) {
      List<String> probe = new ArrayList<>(Collections.nCopies(LENGTH, "barrier"));
      probe.set(0, pass);
      probes.add(probe);
    }
    BundleWriter.write(bundle, "tiny-1", "20.1.7", LENGTH, probes, 2, "corpus", 3, 1);
  }

  private static String run(Object command, String... arguments) {
    StringWriter said = new StringWriter();
    CommandLine line = new CommandLine(command).setErr(new PrintWriter(said, true));
    line.setExecutionExceptionHandler((e, of, result) -> {
      said.write(String.valueOf(e.getMessage()));
      return 1;
    });
    line.execute(arguments);
    return said.toString();
  }

  private void label() {
    assertThat(run(new LabelsCommand(), "--corpus=" + corpus)).isEmpty();
  }

  private String spectra() {
    return run(new SpectraCommand(), "--corpus=" + corpus, "--probes=" + bundle, "--out=" + folder.resolve("spectra"));
  }

  private static <T> List<T> all(Shards<T> shards) throws IOException {
    List<T> rows = new ArrayList<>();
    shards.forEach(rows::add);
    return rows;
  }

  @Test
  void labelsAreWhatEachPassLeaves() throws IOException {
    label();
    List<Labels> labels = all(LabelsCommand.in(corpus));
    assertThat(labels).extracting(Labels::hash).isEqualTo(units.stream().map(Unit::hash).toList());
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults(), LlvmDistribution.unpack());
        Measurer measurer = new Measurer(pool)) {
      int[][] counts = measurer.counts(units, List.of(List.of("sroa"), List.of(OZ)));
      int sroa = PassCatalogue.standard().passes().indexOf(PassCatalogue.standard().named("sroa").orElseThrow());
      for (int i = 0; i < counts.length; i++) {
        assertThat(labels.get(i).passes()).hasSize(PassCatalogue.standard().passes().size());
        assertThat(labels.get(i).passes().get(sroa)).isEqualTo(counts[i][0])
            .isLessThan(units.get(i).instructionCount());
        assertThat(labels.get(i).oz()).isEqualTo(counts[i][1]).isPositive();
      }
    }
  }

  @Test
  void aStepThatWasKilledResumesWhereItWas() throws IOException {
    label();
    assertThat(spectra()).isEmpty();
    List<Labels> labels = all(LabelsCommand.in(corpus));
    Shards<SpectrumRow> table = new Shards<>(folder.resolve("spectra"), SpectrumRow.class);
    List<SpectrumRow> rows = all(table);
    FileTime first = Files.getLastModifiedTime(table.file(0));
    for (Shards<?> shards : List.of(LabelsCommand.in(corpus), table)) {
      Files.delete(shards.file(2));
      Path half = shards.folder().resolve(shards.file(1).getFileName() + ".tmp");
      Files.move(shards.file(1), half); // as a kill leaves it
    }
    label();
    assertThat(spectra()).isEmpty();
    assertThat(all(LabelsCommand.in(corpus))).isEqualTo(labels);
    assertThat(all(table)).isEqualTo(rows);
    assertThat(Files.getLastModifiedTime(table.file(0))).isEqualTo(first);
    try (var files = Files.list(table.folder())) {
      assertThat(files.map(file -> file.getFileName().toString()).toList()).as("no halves are left")
          .allMatch(name -> name.endsWith(".parquet"));
    }
  }

  @Test
  void aSpectrumHasWhatTheProbesLeave() throws IOException {
    label();
    assertThat(spectra()).isEmpty();
    List<SpectrumRow> rows = all(new Shards<>(folder.resolve("spectra"), SpectrumRow.class));
    assertThat(rows).hasSize(3);
    for (SpectrumRow row : rows) {
      assertThat(row.probes()).hasSize(3);
      int nothing = row.probes().get(2);
      assertThat(row.states().subList(56 * nothing, 56 * (nothing + 1))).as("barriers leave all as it was")
          .isEqualTo(row.features());
      assertThat(row.probes().get(0)).as("sroa does not").isNotEqualTo(nothing);
    }
  }

  @Test
  void labelsOfAnotherCorpusAreRefused() throws IOException {
    label();
    Shards<Labels> labels = LabelsCommand.in(corpus);
    Labels one = labels.read(1).getFirst();
    labels.write(1, List.of(new Labels("another", one.passes(), one.oz())), Map.of());
    assertThat(spectra()).contains("shard-00001.parquet", "does not belong to this corpus", "assay train labels again");
  }

  @Test
  void whatIsKnownOfTheSameUnitsIsTakenOver() throws IOException {
    label();
    Path other = folder.resolve("other");
    TinyCorpus.write(other);
    Labels made = new Labels(units.get(1).hash(), List.of(1, 2, 3), 4);
    LabelsCommand.in(corpus).write(1, List.of(made), Map.of());
    assertThat(run(new LabelsCommand(), "--corpus=" + other, "--known=" + corpus)).isEmpty();
    assertThat(LabelsCommand.in(other).read(1)).containsExactly(made);
    assertThat(Set.copyOf(all(LabelsCommand.in(other)))).hasSize(3);
  }
}
