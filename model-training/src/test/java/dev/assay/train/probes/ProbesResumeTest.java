package dev.assay.train.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.BundleReader;
import dev.assay.probe.Pass;
import dev.assay.probe.ProbeSet;
import dev.assay.train.bundle.BundleWriter;
import dev.assay.train.corpus.TinyCorpus;
import dev.assay.train.labels.LabelsCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A search for probes that is killed comes to the same probes as one that is not. */
class ProbesResumeTest {
  @TempDir
  private Path folder;

  private void search(Path corpus, Path out, String... more) throws IOException {
    Path pool = Files.writeString(folder.resolve("pool.txt"), "sroa\nsroa,gvn\nloop-rotate\nreg2mem\nO2\nlicm,sink\n");
    List<String> line = new ArrayList<>(List.of("--corpus=" + corpus, "--out=" + out, "--pool=" + pool, "--count=8",
        "--core=3", "--singles=3", "--units=3", "--pairs=2", "--groups=2", "--rounds=1", "--beam=1"));
    line.addAll(List.of(more));
    assertThat(new CommandLine(new ProbesCommand()).execute(line.toArray(String[]::new))).isZero();
  }

  private static Path measured(Path out) throws IOException {
    try (Stream<Path> files = Files.walk(out)) {
      List<Path> shards = files.filter(file -> file.toString().endsWith(".parquet")).toList();
      assertThat(shards).hasSize(1);
      return shards.getFirst();
    }
  }

  @Test
  void whereverItWasKilled() throws IOException {
    Path corpus = folder.resolve("corpus");
    TinyCorpus.write(corpus);
    assertThat(new CommandLine(new LabelsCommand()).execute("--corpus=" + corpus)).isZero();
    Path whole = folder.resolve("whole");
    search(corpus, whole);
    String probes = Files.readString(whole.resolve("probes.json"));
    List<String> log = Files.readAllLines(whole.resolve("search.tsv"));
    assertThat(log).as("a line about the search, and one for each group").hasSize(3);
    assertThat(probes).startsWith("{\"core\":");

    // In the search, while the second group's line was written.
    Path killed = folder.resolve("killed");
    Files.createDirectories(killed);
    Files.writeString(killed.resolve("search.tsv"), log.get(0) + "\n" + log.get(1) + "\n" + log.get(2).substring(0, 9));
    search(corpus, killed);
    assertThat(Files.readString(killed.resolve("probes.json"))).isEqualTo(probes);
    assertThat(Files.readAllLines(killed.resolve("search.tsv"))).contains(log.get(2));

    // While the pool was measured: what is half written is measured again, the search is not repeated.
    Path shard = measured(killed);
    Files.move(shard, shard.resolveSibling(shard.getFileName() + ".tmp"));
    Files.delete(killed.resolve("probes.json"));
    search(corpus, killed);
    assertThat(Files.readString(killed.resolve("probes.json"))).isEqualTo(probes);
    assertThat(measured(killed)).isEqualTo(shard);
    aKnownCoreIsKept(corpus, killed);
  }

  /** A core of one finder and, behind it, what the pool would not have been asked for. */
  private void aKnownCoreIsKept(Path corpus, Path out) throws IOException {
    Path known = folder.resolve("known");
    List<List<String>> names = List.of(List.of("licm", "sink", "sroa"), List.of("reg2mem", "barrier", "barrier"));
    BundleWriter.write(known, "known", "20", 3, names, 1, "0", 1, 1);
    search(corpus, out, "--known=" + known, "--keep-core");
    ProbeSet probes = BundleReader.inFolder(out).probes();
    assertThat(probes.core()).isEqualTo(1);
    assertThat(probes.probes().getFirst().passes().stream().filter(pass -> !pass.isPlaceholder()).map(Pass::name))
        .containsExactly("licm", "sink", "sroa");
    assertThat(new HashSet<>(probes.sequences())).hasSize(8);
  }
}
