package dev.assay.index.lucene;

import static dev.assay.index.TestFunctions.BUNDLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.index.FunctionIndex;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.IndexedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final int KILLS = 20;

  @TempDir
  Path folder;

  @Test
  void losesNothingThatWasCommittedWheneverItIsKilledAndGoesOn() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int committed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      String when = "seed " + seed + ", kill " + kill;
      int before = committed;
      committed = indexAndKill(committed, random, when);
      assertThat(committed).as(when).isGreaterThanOrEqualTo(before);
      check(committed, when);
    }
    assertThat(committed).as("files after " + KILLS + " starts").isPositive();
  }

  /** The number of files that the process said were committed. */
  private int indexAndKill(int before, Random random, String when) throws IOException, InterruptedException {
    // To a file, for the end of a killed process's pipe is lost.
    Path said = folder.resolve("said.txt");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
        Indexing.class.getName(), folder.resolve("index").toString()).redirectOutput(said.toFile())
        .redirectError(folder.resolve("errors.txt").toFile()).start();
    // Some are killed before they say that they are open, the others after up to three commits, soon or less soon.
    int wantedLines = random.nextInt(5);
    while (lines(said).size() < wantedLines && process.isAlive()) {
      Thread.sleep(2);
    }
    Thread.sleep(random.nextInt(wantedLines == 0 ? 1_000 : 100));
    process.destroyForcibly().waitFor();
    List<String> lines = lines(said);
    assertThat(lines).as(when + ", " + Files.readString(folder.resolve("errors.txt")))
        .hasSizeGreaterThanOrEqualTo(wantedLines).allMatch(line -> line.startsWith("COMMITTED "));
    if (lines.isEmpty()) {
      return before;
    }
    // It goes on where it was; the last commit may have come just before it could say so.
    assertThat(number(lines.get(0))).as(when).isGreaterThanOrEqualTo(before);
    return number(lines.get(lines.size() - 1));
  }

  /** Whole lines only. */
  private static List<String> lines(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  private static int number(String line) {
    return Integer.parseInt(line.substring("COMMITTED ".length()));
  }

  private void check(int committed, String when) throws IOException {
    IndexOpening opening = LuceneIndexes.open(folder.resolve("index"), IndexOptions.forBundle(BUNDLE));
    assertThat(opening).as(when).isInstanceOf(IndexOpening.Writable.class);
    IndexOpening.Writable writable = (IndexOpening.Writable) opening;
    assertThat(writable.notices()).as(when).isEmpty();
    try (FunctionIndex index = writable.index()) {
      List<IndexedFile> files = index.files();
      assertThat(files.size()).as(when).isGreaterThanOrEqualTo(committed);
      for (int file = 0; file < files.size(); file++) {
        assertThat(files.get(file).file()).as(when).isEqualTo(Indexing.name(file));
        assertThat(index.functionsOf(Indexing.name(file))).as(when).isEqualTo(Indexing.functions(file));
      }
      // Each file adds one body; none is left over, and none is missing.
      assertThat(index.statistics().bodies()).as(when)
          .isEqualTo(files.isEmpty() ? 0 : files.size() + Indexing.FUNCTIONS - 1);
    }
  }
}
