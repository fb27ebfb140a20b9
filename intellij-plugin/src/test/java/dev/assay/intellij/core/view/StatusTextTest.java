package dev.assay.intellij.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.intellij.core.protocol.IndexStatus;
import dev.assay.intellij.core.protocol.ServerStatus;
import dev.assay.intellij.core.server.ServerState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTextTest {
  @Test
  void aServerThatDoesNotRun() {
    assertThat(StatusText.of(ServerState.STARTING, "", Optional.empty()).text()).isEqualTo("Assay: starting");
    assertThat(StatusText.of(ServerState.FAILED, "No Java.", Optional.empty()).tooltip()).containsExactly("No Java.");
  }

  @Test
  void aServerThatIsBusy() {
    assertThat(running("ok", false, null, "cpu", null).text()).isEqualTo("Assay: measuring · CPU");
    StatusText indexing =
        running("ok", true, null, "cuda", new IndexStatus("indexing", null, 7, 2, 1_200, 4_000, 300, null));
    assertThat(indexing.text()).isEqualTo("Assay 1,200/4,000 · GPU");
    assertThat(indexing.tooltip()).contains("1,200 of 4,000 files, about 5 min left");
  }

  @Test
  void aServerThatCannotMeasure() {
    StatusText broken = running("error", true, "a worker does not start", null, null);
    assertThat(broken.text()).isEqualTo("Assay: error");
    assertThat(broken.tooltip()).containsExactly("a worker does not start");
  }

  @Test
  void whatTheServerDoesNotSayIsNoProblem() {
    assertThat(running(null, true, " ", null, new IndexStatus(null, null, 0, 0, 0, 0, null, null)).text())
        .isEqualTo("Assay");
  }

  private static StatusText running(String health, boolean quiescent, String message, String device,
      IndexStatus index) {
    return StatusText.of(ServerState.RUNNING, "",
        Optional.of(new ServerStatus(health, quiescent, message, device, index, null)));
  }
}
