package dev.assay.train.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.bundle.BundleReader;
import dev.assay.probe.PassCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowKindsTest {
  @Test
  void singlePassesAndOzAreTold(@TempDir Path folder) throws IOException {
    RowKinds kinds = new RowKinds(List.of("function(sroa)", "function(sroa),function(gvn)", "default<Oz>"));
    kinds.write(folder);
    RowKinds read = RowKinds.in(folder);
    assertThat(read).isEqualTo(kinds);
    assertThat(read.pass(0)).contains(PassCatalogue.standard().named("sroa").orElseThrow().index());
    assertThat(read.pass(1)).isEmpty();
    assertThat(read.isOz(2)).isTrue();
    assertThat(read.isOz(0)).isFalse();
    assertThat(read.pass(99)).as("of which nothing is known").isEmpty();
  }

  @Test
  void whatDoesNothingIsNoPartOfAProbe() throws IOException {
    RowKinds kinds = RowKinds.of(BundleReader.shipped().probes());
    assertThat(kinds.pipelines()).hasSize(BundleReader.shipped().probes().size());
    // One pass of 50, filled up with what does nothing.
    int alone = BundleReader.shipped().probes().probes().stream()
        .map(probe -> probe.passes().stream().filter(pass -> !pass.name().equals(PassCatalogue.PADDING)).toList())
        .toList().indexOf(List.of(PassCatalogue.standard().named("mem2reg").orElseThrow()));
    assertThat(alone).isNotNegative();
    assertThat(kinds.pass(alone)).contains(PassCatalogue.standard().named("mem2reg").orElseThrow().index());
  }
}
