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

  private static final Settings SETTINGS = new Settings(6, 0.5);

  private record Settings(int units, double share) {}

  @TempDir
  private Path folder;

  @Test
  void whatWasFoundIsNotSearchedAgain() throws IOException {
    Path file = folder.resolve("search.tsv");
    AtomicInteger searches = new AtomicInteger();
    for (int run = 0; run < 3; run++) {
      assertThat(new SearchLog(file, SETTINGS).step("cluster 1", () -> {
        searches.incrementAndGet();
        return FOUND;
      })).isEqualTo(FOUND);
    }
    assertThat(searches).hasValue(1);
  }

  @Test
  void aLineThatAKillCutOffIsSearchedAgain() throws IOException {
    Path file = folder.resolve("search.tsv");
    new SearchLog(file, SETTINGS).step("a", () -> FOUND);
    Files.writeString(file, "b\tsroa,gv", StandardOpenOption.APPEND);
    assertThat(new SearchLog(file, SETTINGS).step("b", () -> FOUND)).isEqualTo(FOUND);
    assertThat(new SearchLog(file, SETTINGS).step("b", List::of)).isEqualTo(FOUND);
  }

  @Test
  void aSearchWithOtherSettingsIsRefused() throws IOException {
    Path file = folder.resolve("search.tsv");
    new SearchLog(file, SETTINGS);
    new SearchLog(file, new Settings(6, 0.5));
    assertThatThrownBy(() -> new SearchLog(file, new Settings(7, 0.5))).hasMessageContaining("other settings")
        .hasMessageContaining("units 6, now 7").hasMessageContaining("search.tsv");
  }
}
