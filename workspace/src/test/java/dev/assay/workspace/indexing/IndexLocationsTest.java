package dev.assay.workspace.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** These make folders in the cache folder of the tests, named after temporary folders. */
class IndexLocationsTest {
  @TempDir
  Path folder;

  @Test
  void findsTheIndexWhoseFolderIsNearest() throws IOException {
    Path outer = IndexLocations.make(List.of(folder));
    Path inner = IndexLocations.make(List.of(folder.resolve("lib")));
    Path both = IndexLocations.make(List.of(folder.resolve("lib"), folder.resolve("app")));
    assertThat(List.of(outer, inner, both)).doesNotHaveDuplicates();

    assertThat(IndexLocations.holding(folder.resolve("a.c"))).contains(outer);
    assertThat(IndexLocations.holding(folder.resolve("lib/a.c"))).contains(inner);
    assertThat(IndexLocations.holding(folder.resolve("app/sub/../a.c"))).contains(both);
    assertThat(IndexLocations.holding(folder.resolveSibling("library.c"))).isEmpty();
    assertThat(IndexLocations.make(List.of(folder.resolve("app"), folder.resolve("lib")))).isEqualTo(both);
  }

  @Test
  void onlyLooksWithoutMakingAnything() throws IOException {
    assertThat(IndexLocations.of(List.of(folder.resolve("none")))).doesNotExist();
  }

  @Test
  void livesWithListsThatSomebodyElseWrote() throws IOException {
    Path location = IndexLocations.make(List.of(folder));
    Files.write(location.resolve("folders.txt"), new byte[]{'a', 0, 'b', '\n', (byte) 0xff});
    assertThat(IndexLocations.holding(folder.resolve("a.c"))).isEmpty();
    IndexLocations.make(List.of(folder));
    assertThat(IndexLocations.holding(folder.resolve("a.c"))).contains(location);
  }
}
