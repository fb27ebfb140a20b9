package dev.assay.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlvmDistributionTest {
  @TempDir
  private Path folder;

  @Test
  void theJarKnowsTheVersionThatRuns() throws IOException {
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack())) {
      assertThat(LlvmDistribution.version()).isEqualTo(pool.llvmVersion());
    }
  }

  @Test
  void theResourceFolderHasClangsHeaders() throws IOException {
    assertThat(LlvmDistribution.unpack().resourceFolder().resolve("include").resolve("stddef.h")).isRegularFile();
  }

  /** What the observer shares with LLVM's C API as size_t has to be as wide as that is on the machine. */
  @ParameterizedTest
  @CsvSource({"x86_64-unknown-linux-gnu, i64", "x86_64-pc-windows-msvc, i64", "arm64-apple-macosx, i64",
      "x86_64-unknown-linux-gnux32, i32"})
  void theObserversSizesAreTheMachines(String target, String size) throws IOException, InterruptedException {
    Path source = folder.resolve("observer.c");
    try (InputStream in = LlvmDistribution.class.getResourceAsStream("/dev/assay/worker/observer.c")) {
      Files.copy(in, source);
    }
    Path text = folder.resolve("observer.ll");
    Process clang =
        new ProcessBuilder(LlvmDistribution.unpack().clang().toString(), "--target=" + target, "-O2", "-ffreestanding",
            "-w", "-emit-llvm", "-S", "-o", text.toString(), source.toString()).redirectErrorStream(true).start();
    String messages = new String(clang.getInputStream().readAllBytes(), UTF_8);
    assertThat(clang.waitFor()).as(messages).isZero();
    assertThat(Files.readString(text)).containsPattern("declare [^\n]*@(malloc|realloc)\\([^\n]*\\b" + size + "\\b");
  }
}
