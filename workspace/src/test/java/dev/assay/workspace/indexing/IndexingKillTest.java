package dev.assay.workspace.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.index.FunctionIndex;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.IndexedFile;
import dev.assay.workspace.SmallBundles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that indexes is killed again and again: what it committed is there, and the next one goes on. */
@Timeout(600)
class IndexingKillTest {
  private static final int KILLS = 20;
  private static final int FILES = 60;
  private static final int FUNCTIONS = 2;

  @TempDir
  Path folder;

  @Test
  void losesNothingCommittedAndGoesOn() throws IOException, InterruptedException {
    long seed = System.nanoTime();
    System.out.println("IndexingKillTest seed " + seed);
    Random random = new Random(seed);
    String bundle = SmallBundles.bundleWithEncoder(folder);
    Path sources = Files.createDirectory(folder.resolve("src"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(sources.resolve("f%02d.ll".formatted(i)), functions(i));
    }
    Set<String> committed = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Set<String> before = Set.copyOf(committed);
      run(bundle, sources, random.nextInt(3), random.nextInt(25), before, committed);
      check(committed, "seed " + seed + ", kill " + kill);
    }
    assertThat(committed).as("seed %d: goes on where it was", seed).hasSizeGreaterThanOrEqualTo(KILLS);
    run(bundle, sources, Integer.MAX_VALUE, 0, Set.copyOf(committed), committed);
    assertThat(committed).as("seed %d", seed).hasSize(FILES);
    check(committed, "seed " + seed + ", at the end");
  }

  /** Kills the process so many milliseconds after it has committed so many files that were not there before. */
  private void run(String bundle, Path sources, int commits, int millis, Set<String> before, Set<String> committed)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
        System.getProperty("java.class.path"), IndexingProcess.class.getName(), bundle, index(), sources.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      int fresh = 0;
      for (String line = lines.readLine(); line != null && !line.equals("END"); line = lines.readLine()) {
        String[] words = line.split(" ", 2);
        assertThat(words[0]).as(line).isEqualTo(before.contains(words[1]) ? "UNCHANGED" : words[0]).isIn("UNCHANGED",
            "INDEXED");
        committed.add(words[1]);
        if (words[0].equals("INDEXED") && ++fresh > commits) {
          TimeUnit.MILLISECONDS.sleep(millis);
          break;
        }
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private String index() {
    return folder.resolve("index").toString();
  }

  /** The index is whole, has what was committed, and of each file all functions. */
  private void check(Set<String> committed, String when) throws IOException {
    IndexOpening opening = IndexFolder.open(index(), IndexOptions.forBundle("assay-0.2.0"));
    assertThat(opening).as(when).isInstanceOf(IndexOpening.Writable.class);
    try (FunctionIndex index = ((IndexOpening.Writable) opening).index()) {
      assertThat(((IndexOpening.Writable) opening).notices()).as(when).isEmpty();
      List<IndexedFile> files = index.files();
      assertThat(files).as(when).extracting(file -> Path.of(file.file()).getFileName().toString())
          .containsAll(committed);
      for (IndexedFile file : files) {
        assertThat(index.functionsOf(file.file())).as(when).hasSize(FUNCTIONS)
            .allSatisfy(function -> assertThat(index.get(function.key())).contains(function));
      }
    }
  }

  private static String functions(int file) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < FUNCTIONS; i++) {
      text.append("define i64 @f").append(i).append("(i64 %x) {\n  %p = alloca i64\n  store i64 %x, ptr %p\n")
          .append("  %v = load i64, ptr %p\n  %r = mul i64 %v, ").append(1000 * file + i + 3)
          .append("\n  ret i64 %r\n}\n");
    }
    return text.toString();
  }
}
