package dev.assay.train.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void theEndIsSaidWithTheDetail() {
    Progress progress = new Progress(out, "labels", "units", 2_000, 0);
    progress.advance(1_999, "");
    progress.advance(1, "done");
    assertThat(said().lines().toList().getLast()).startsWith("labels: 2,000 of 2,000 units, ")
        .endsWith("0 s left, done");
  }

  @Test
  void whatAnEarlierRunDidIsSaidAtOnce() {
    new Progress(out, "spectra", "units", 100, 40);
    assertThat(said().lines()).containsExactly("spectra: 40 of 100 units are there already");
  }
}
