package dev.assay.lsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lsp.protocol.IndexStatus;
import dev.assay.lsp.protocol.ServerStatus.Health;
import dev.assay.lsp.protocol.StatusText;
import dev.assay.lsp.protocol.StatusText.Icon;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusWordingTest {
  private static final Optional<String> CPU = Optional.of("cpu");

  @Test
  void aServerThatIsReadySaysHowItsIndexIs() {
    StatusText text =
        StatusWording.of(Health.OK, true, Optional.empty(), CPU, index(IndexStatus.State.IDLE, 0, 0, null, null));
    assertThat(text.label()).isEqualTo("Assay · CPU");
    assertThat(text.icon()).isEqualTo(Icon.OK);
    assertThat(text.details()).containsExactly("Predictions are computed on: CPU", "All functions are indexed.",
        "4,321 functions of 99 files in the index");
  }

  @Test
  void aServerWithoutAnIndexIsReadyAllTheSame() {
    StatusText text = StatusWording.of(Health.OK, true, Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(text).isEqualTo(new StatusText("Assay", List.of("The server is ready."), Icon.OK));
  }

  @Test
  void filesAreCountedWhileTheyAreIndexed() {
    StatusText text = StatusWording.of(Health.OK, true, Optional.empty(), Optional.of("cuda"),
        index(IndexStatus.State.INDEXING, 1_200, 4_000, 300, null));
    assertThat(text.label()).isEqualTo("Assay 1,200/4,000 · GPU");
    assertThat(text.icon()).isEqualTo(Icon.BUSY);
    assertThat(text.details()).contains("1,200 of 4,000 files, about 5 min left");
  }

  @Test
  void anErrorComesBeforeEverythingElse() {
    StatusText text = StatusWording.of(Health.ERROR, false, Optional.of("a worker does not start"), CPU,
        index(IndexStatus.State.FAILED, 0, 0, null, "the disk is full"));
    assertThat(text.label()).isEqualTo("Assay: error");
    assertThat(text.icon()).isEqualTo(Icon.ERROR);
    assertThat(text.details()).startsWith("a worker does not start").contains("the disk is full");
  }

  @Test
  void whatTheUserShouldDecideIsAWarning() {
    StatusText text = StatusWording.of(Health.OK, true, Optional.empty(), CPU,
        index(IndexStatus.State.OTHER_BUNDLE, 0, 0, null, "made with assay-0.9"));
    assertThat(text.label()).isEqualTo("Assay: rebuild index · CPU");
    assertThat(text.icon()).isEqualTo(Icon.WARNING);
    assertThat(text.details()).contains("made with assay-0.9");
    assertThat(StatusWording
        .of(Health.OK, true, Optional.empty(), CPU, index(IndexStatus.State.FAILED, 0, 0, null, null)).label())
        .isEqualTo("Assay: no index · CPU");
  }

  @Test
  void measuringAndPausingAreSaidInWords() {
    assertThat(StatusWording.of(Health.OK, false, Optional.empty(), CPU, Optional.empty()))
        .extracting(StatusText::label, StatusText::icon).containsExactly("Assay: measuring · CPU", Icon.BUSY);
    assertThat(StatusWording.of(Health.OK, true, Optional.empty(), Optional.empty(),
        index(IndexStatus.State.PAUSED, 1, 2, null, null))).extracting(StatusText::label, StatusText::icon)
        .containsExactly("Assay: indexing paused", Icon.PAUSED);
  }

  private static Optional<IndexStatus> index(IndexStatus.State state, int done, int total, Integer secondsLeft,
      String message) {
    return Optional.of(new IndexStatus(state, null, 4_321, 99, done, total, secondsLeft, message));
  }
}
