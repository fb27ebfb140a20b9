package dev.assay.train.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleWriterTest {
  private static final List<List<String>> PROBES = List.of(probe("sroa", "gvn"), probe("adce"));

  @TempDir
  private Path folder;

  private static List<String> probe(String... passes) {
    List<String> probe = new ArrayList<>(Collections.nCopies(50, "barrier"));
    for (int i = 0; i < passes.length; i++) {
      probe.set(i, passes[i]);
    }
    return probe;
  }

  private void write() throws IOException {
    BundleWriter.write(folder, "tiny-1", "20.1.7", 50, PROBES, 1, "0123", 9, 20);
  }

  @Test
  void whatIsWrittenIsABundle() throws IOException {
    write();
    Bundle bundle = BundleReader.inFolder(folder);
    assertThat(bundle.id()).isEqualTo("tiny-1");
    assertThat(bundle.probes().sequences()).hasSize(2);
    assertThat(bundle.coreProbes()).isOne();
    assertThat(bundle.probes().sequences().getFirst()).startsWith("function(sroa)", "function(gvn)");
    assertThat(Files.readAllLines(folder.resolve("probes.json"))).as("a line a probe").hasSize(5);
    assertThat(Files.readString(folder.resolve("bundle.json"))).contains("\"units\" : 9", "\"sha256\" : \"0123\"",
        "\"seed\" : 20");
  }

  @Test
  void aPartThatWasChangedSinceIsRefused() throws IOException {
    write();
    Path part = folder.resolve("probes.json");
    Files.writeString(part, Files.readString(part).replace("adce", "bdce"));
    assertThatThrownBy(() -> BundleReader.inFolder(folder)).hasMessageContaining("probes.json");
  }
}
