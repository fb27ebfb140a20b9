package dev.assay.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of where LLVM was unpacked. */
class UnpackedFolderTest {
  @TempDir
  Path cache;

  private UnpackedFolder of(String... jars) {
    return new UnpackedFolder(Optional.of(cache.resolve("unpacked.txt")), List.of(jars));
  }

  @Test
  void aFolderIsRememberedForTheSameJarsOnly() throws Exception {
    UnpackedFolder known = of("/lib/llvm-20.jar\t100\t7");
    assertThat(known.folder()).isEmpty();
    known.remember(cache);
    assertThat(of("/lib/llvm-20.jar\t100\t7").folder()).contains(cache);
    assertThat(of("/lib/llvm-20.jar\t100\t8").folder()).as("a newer jar").isEmpty();
    assertThat(of("/lib/llvm-20.jar\t100\t7", "/lib/llvm-x.jar\t1\t1").folder()).as("another jar").isEmpty();
    assertThat(of().folder()).as("no jar by name").isEmpty();
    Files.writeString(cache.resolve("unpacked.txt"), "\0\n/lib/llvm-20.jar\t100\t7\n");
    assertThat(of("/lib/llvm-20.jar\t100\t7").folder()).as("no path").isEmpty();
  }

  @Test
  void aCacheThatCannotBeWrittenCostsNothingElse() {
    UnpackedFolder nowhere =
        new UnpackedFolder(Optional.of(cache.resolve("missing").resolve("unpacked.txt")), List.of("jar"));
    nowhere.remember(cache);
    assertThat(nowhere.folder()).isEmpty();
  }
}
