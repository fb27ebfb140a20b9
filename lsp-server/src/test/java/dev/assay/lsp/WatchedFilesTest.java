package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.source.FileKind;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class WatchedFilesTest {
  @Test
  void everySourceAndHeaderIsWatched() {
    for (FileKind kind : FileKind.values()) {
      for (String extension : kind.extensions()) {
        assertThat(isWatched("src/a." + extension)).as(extension).isEqualTo(kind.isRead() || kind == FileKind.HEADER);
      }
    }
    assertThat(Arrays.asList("build/compile_commands.json", "compile_flags.txt")).allMatch(WatchedFilesTest::isWatched);
    assertThat(isWatched("README.md")).isFalse();
  }

  @Test
  void othersDependOnHeadersAndCompileCommands() {
    assertThat(Arrays.asList("a.h", "A.H", "b.inc", "compile_commands.json", "x/compile_flags.txt"))
        .allMatch(name -> WatchedFiles.isDependedOn(Path.of(name)));
    assertThat(Arrays.asList("a.c", "a.ll", "commands.json", "/"))
        .noneMatch(name -> WatchedFiles.isDependedOn(Path.of(name)));
  }

  private static boolean isWatched(String file) {
    return WatchedFiles.globs().stream()
        .anyMatch(glob -> FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(Path.of("/", file)));
  }
}
