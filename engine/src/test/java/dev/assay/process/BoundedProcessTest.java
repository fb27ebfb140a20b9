package dev.assay.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.assay.concurrent.Cancellation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** Processes and their time limits. */
@EnabledOnOs(LINUX)
class BoundedProcessTest {
  @TempDir
  private Path folder;

  @Test
  void aProcessThatWaitsIsNotKilledForItsProcessorTime() throws IOException {
    assertThat(end("sleep 2", Duration.ofMinutes(5), Duration.ofSeconds(1))).isEqualTo(BoundedProcess.End.EXITED);
  }

  @Test
  void aProcessThatComputesIsKilledForItsProcessorTime() throws IOException {
    assertThat(end("while :; do :; done", Duration.ofDays(1), Duration.ofMillis(200)))
        .isEqualTo(BoundedProcess.End.TIMED_OUT);
  }

  @Test
  void aProcessThatWaitsIsKilledInTheEnd() throws IOException {
    assertThat(end("sleep 1000", Duration.ofMillis(200), Duration.ofDays(1))).isEqualTo(BoundedProcess.End.TIMED_OUT);
  }

  private BoundedProcess.End end(String script, Duration time, Duration processorTime) throws IOException {
    return BoundedProcess.run(List.of("/bin/sh", "-c", script), folder, List.of(),
        new BoundedProcess.Limits(time, processorTime, 1 << 10, 4L << 30), Cancellation.never()).end();
  }
}
