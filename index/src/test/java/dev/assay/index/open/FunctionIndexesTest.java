package dev.assay.index.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionIndexesTest {
  private static final Path CACHE = Path.of("/cache");

  @Test
  void givesEveryWorkspaceAFolder() {
    Path one = FunctionIndexes.folderFor(CACHE, List.of(Path.of("/home/a/project")));
    assertThat(one).startsWithRaw(Path.of("/cache/index"));
    assertThat(one.getFileName().toString()).matches("project-[0-9a-f]{16}");
    assertThat(FunctionIndexes.folderFor(CACHE, List.of(Path.of("/home/b/project")))).isNotEqualTo(one);
    assertThat(FunctionIndexes.folderFor(CACHE, List.of(Path.of("/home/a/x/../project")))).isEqualTo(one);
    assertThat(FunctionIndexes.folderFor(CACHE, List.of(Path.of("/a"), Path.of("/b"))))
        .isEqualTo(FunctionIndexes.folderFor(CACHE, List.of(Path.of("/b"), Path.of("/a"), Path.of("/a"))));
    assertThat(FunctionIndexes.folderFor(CACHE, List.of(Path.of("/")))).isNotNull();
  }
}
