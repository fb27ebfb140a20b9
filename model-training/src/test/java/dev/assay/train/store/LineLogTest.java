package dev.assay.train.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A killed step resumes after its last whole line. */
class LineLogTest {
  @TempDir
  private Path folder;

  @Test
  void aLineThatIsCutOffIsRemovedAndTheNextOneIsWhole() throws Exception {
    Path file = folder.resolve("log.tsv");
    LineLog log = new LineLog(file);
    assertThat(log.read(2)).isEmpty();
    log.add("a", "1");
    log.add("b", "2");
    Files.writeString(file, Files.readString(file) + "c\t");
    assertThat(log.read(2)).containsExactly(new String[]{"a", "1"}, new String[]{"b", "2"});
    log.add("d", "4");
    assertThat(file).hasContent("a\t1\nb\t2\nd\t4\n");
    assertThat(log.read(3)).isEmpty();
  }
}
