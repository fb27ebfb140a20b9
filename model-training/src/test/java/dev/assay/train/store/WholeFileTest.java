package dev.assay.train.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir
  private Path folder;

  @Test
  void aFileIsWrittenWithItsFolder() throws IOException {
    Path file = folder.resolve("a/b/x");
    WholeFile.write(file, new byte[]{1, 2});
    WholeFile.write(file, new byte[]{3});
    assertThat(file).hasBinaryContent(new byte[]{3});
  }

  @Test
  void aFailedWriteLeavesWhatWas() throws IOException {
    Path file = Files.writeString(folder.resolve("x"), "before");
    Files.writeString(folder.resolve("x.tmp"), "of a writer that was killed");
    assertThatThrownBy(() -> WholeFile.write(file, half -> {
      Files.writeString(half, "hal");
      throw new IOException("out of luck");
    })).hasMessage("out of luck");
    assertThat(file).hasContent("before");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }
}
