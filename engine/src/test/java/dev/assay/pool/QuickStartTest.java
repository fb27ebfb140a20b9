package dev.assay.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
  private static final int FEATURE = Runtime.version().feature();

  @TempDir
  private Path folder;

  private String file(String name) throws IOException {
    return Files.writeString(folder.resolve(name), "not what Java has made").toString();
  }

  private static List<String> options(String start, String record, String keep) {
    return new QuickStart(FEATURE, start, record, keep).options();
  }

  /** What a Java says, on both its outputs, that is started so and only shows its version; less whether it shares. */
  private static String java(List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.add("--version");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s: %s", command, said).isZero();
    return said.replace(", sharing", "");
  }

  @Test
  void withoutAWordNothingIsDone() {
    assertThat(options("", "", "")).isEmpty();
    assertThat(options(folder.resolve("gone.aot").toString(), "", "")).isEmpty();
    assertThat(new QuickStart(FEATURE, "", "", "").isRecording()).isFalse();
  }

  @Test
  void theNameSaysOfWhichKindItIs() throws Exception {
    assertThat(options(file("worker.aot"), "", "").getFirst()).startsWith("-XX:AOTCache=");
    assertThat(options(file("worker.jsa"), "", "").getFirst()).startsWith("-XX:SharedArchiveFile=");
    assertThat(options("", "/x/worker.aot.new", "").getFirst()).isEqualTo("-XX:AOTCacheOutput=/x/worker.aot.new");
    assertThat(options("", "/x/worker.jsa.new", "").getFirst()).isEqualTo("-XX:ArchiveClassesAtExit=/x/worker.jsa.new");
  }

  @Test
  void oneWorkerIsRecorded() {
    QuickStart recording = new QuickStart(FEATURE, "", "/x/worker.aot.new", "");
    assertThat(recording.isRecording()).isTrue();
    assertThat(recording.options()).isNotEmpty();
    assertThat(recording.options()).isEmpty();
    QuickStart keeping = new QuickStart(FEATURE, "", "", folder.resolve("worker.jsa").toString());
    assertThat(keeping.isRecording()).isTrue();
    assertThat(keeping.options()).contains("-XX:+AutoCreateSharedArchive");
    assertThat(keeping.options()).isEmpty();
  }

  @Test
  void whatIsKeptIsUsedByAll() throws Exception {
    QuickStart kept = new QuickStart(FEATURE, "", "", file("worker.jsa"));
    assertThat(kept.isRecording()).isFalse();
    assertThat(kept.options()).isNotEmpty().isEqualTo(kept.options());
  }

  @Test
  void javaStartsWithWhatDoesNotFitWithoutAWord() throws Exception {
    String usual = java(List.of());
    assertThat(java(options(file("worker.jsa"), "", ""))).isEqualTo(usual);
    if (FEATURE >= 25) {
      assertThat(java(options(file("worker.aot"), "", ""))).isEqualTo(usual);
    }
  }

  @Test
  void anArchiveIsMadeAndUsed() throws Exception {
    String archive = folder.resolve("worker.jsa").toString();
    String usual = java(List.of());
    assertThat(java(options("", "", archive))).isEqualTo(usual);
    assertThat(Path.of(archive)).isNotEmptyFile();
    assertThat(java(options("", "", archive))).isEqualTo(usual);
  }
}
