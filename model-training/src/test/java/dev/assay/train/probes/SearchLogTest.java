package dev.assay.train.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchLogTest {
  private static final List<Pass> FOUND = List.of(PassCatalogue.standard().named("sroa").orElseThrow(),
      PassCatalogue.standard().named("gvn").orElseThrow());

  @TempDir
  private Path folder;

  @Test
  void whatWasFoundIsNotSearchedAgain() throws IOException {
    Path file = folder.resolve("search.tsv");
    AtomicInteger searches = new AtomicInteger();
    for (int run = 0; run < 3; run++) {
      assertThat(new SearchLog(file, "settings").step("cluster 1", () -> {
        searches.incrementAndGet();
        return FOUND;
      })).isEqualTo(FOUND);
    }
    assertThat(searches).hasValue(1);
  }

  @Test
  void aLineThatAKillCutOffIsSearchedAgain() throws IOException {
    Path file = folder.resolve("search.tsv");
    new SearchLog(file, "settings").step("a", () -> FOUND);
    Files.writeString(file, "b\tsroa,gv", StandardOpenOption.APPEND);
    assertThat(new SearchLog(file, "settings").step("b", () -> FOUND)).isEqualTo(FOUND);
    assertThat(new SearchLog(file, "settings").step("b", List::of)).isEqualTo(FOUND);
  }

  @Test
  void aSearchWithOtherSettingsIsRefused() throws IOException {
    Path file = folder.resolve("search.tsv");
    new SearchLog(file, "settings");
    assertThatThrownBy(() -> new SearchLog(file, "other settings")).hasMessageContaining("other settings")
        .hasMessageContaining("search.tsv");
  }
}
