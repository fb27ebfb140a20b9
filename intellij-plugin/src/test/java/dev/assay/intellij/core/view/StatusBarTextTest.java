package dev.assay.intellij.core.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.intellij.core.protocol.ServerStatus;
import dev.assay.intellij.core.protocol.StatusText;
import dev.assay.intellij.core.server.ServerState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusBarTextTest {
  private static final StatusText WORDS =
      new StatusText("Assay 1,200/4,000 · GPU", List.of("1,200 of 4,000 files, about 5 min left"), "busy");

  @Test
  void aServerThatRunsSaysItInItsOwnWords() {
    assertThat(StatusBarText.of(ServerState.RUNNING, "", Optional.of(status(WORDS)))).isEqualTo(WORDS);
  }

  @Test
  void aServerThatDoesNotRunSaysNothing() {
    assertThat(StatusBarText.of(ServerState.STARTING, "", Optional.of(status(WORDS))).label())
        .isEqualTo("Assay: starting");
    assertThat(StatusBarText.of(ServerState.CLOSED, "", Optional.empty()).label()).isEqualTo("Assay: stopped");
    assertThat(StatusBarText.of(ServerState.FAILED, "No Java.", Optional.empty()).details())
        .containsExactly("No Java.");
  }

  @Test
  void aServerWithoutWordsIsNoProblem() {
    assertThat(StatusBarText.of(ServerState.RUNNING, "", Optional.of(status(null))).label()).isEqualTo("Assay");
    assertThat(StatusBarText.of(ServerState.RUNNING, "", Optional.empty()).details()).isNotEmpty();
  }

  private static ServerStatus status(StatusText text) {
    return new ServerStatus("ok", true, null, "cpu", null, text);
  }
}
