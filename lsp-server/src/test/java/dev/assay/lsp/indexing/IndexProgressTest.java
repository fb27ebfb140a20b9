package dev.assay.lsp.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.lsp.client.AssayClient;
import dev.assay.lsp.client.ClientFeatures;
import dev.assay.lsp.client.ClientPort;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.junit.jupiter.api.Test;

class IndexProgressTest {
  private final AtomicLong now = new AtomicLong();
  private final List<String> tokens = new ArrayList<>();
  private final List<WorkDoneProgressNotification> shown = new ArrayList<>();
  private final IndexProgress progress = new IndexProgress(port(), now::get);

  /** A client that writes down what it is sent. */
  private ClientPort port() {
    AssayClient client = (AssayClient) Proxy.newProxyInstance(getClass().getClassLoader(),
        new Class<?>[]{AssayClient.class}, (proxy, method, arguments) -> {
          if (arguments != null && arguments[0] instanceof WorkDoneProgressCreateParams create) {
            tokens.add(create.getToken().getLeft());
            return CompletableFuture.completedFuture(null);
          }
          if (arguments != null && arguments[0] instanceof ProgressParams params) {
            shown.add(params.getValue().getLeft());
          }
          return null;
        });
    ClientPort port = new ClientPort();
    port.connect(client);
    WindowClientCapabilities window = new WindowClientCapabilities();
    window.setWorkDoneProgress(true);
    ClientCapabilities capabilities = new ClientCapabilities();
    capabilities.setWindow(window);
    port.setFeatures(ClientFeatures.of(capabilities));
    return port;
  }

  private boolean report(long atMillis, int done, int left) {
    now.set(TimeUnit.MILLISECONDS.toNanos(atMillis));
    return progress.report(new ChangeQueue.Count(done, left));
  }

  @Test
  void showsNothingOfWorkThatIsSoonOver() {
    assertThat(report(0, 0, 5)).as("worth telling: it has begun").isTrue();
    report(900, 4, 1);
    progress.end("done");
    assertThat(tokens).isEmpty();
    assertThat(shown).isEmpty();
  }

  @Test
  void showsCountsAndTheTimeThatIsLeft() {
    report(0, 0, 100);
    report(1_000, 10, 90);
    assertThat(report(1_100, 11, 89)).as("too soon after the last one").isFalse();
    report(2_000, 20, 80);
    assertThat(tokens).hasSize(1);
    assertThat(shown).filteredOn(WorkDoneProgressReport.class::isInstance)
        .extracting(report -> ((WorkDoneProgressReport) report).getMessage())
        .containsExactly("10/100 files, 9 s left", "20/100 files, 8 s left");

    assertThat(progress.is(tokens.get(0))).isTrue();
    assertThat(progress.is("assay/measure/1")).isFalse();
    progress.end("done");
    assertThat(shown.get(shown.size() - 1)).isInstanceOf(WorkDoneProgressEnd.class);
    assertThat(progress.is(tokens.get(0))).isFalse();
  }

  @Test
  void saysNothingOfTheTimeBeforeItCanBeTold() {
    report(0, 0, 100);
    report(1_000, 4, 96);
    assertThat(((WorkDoneProgressReport) shown.get(1)).getMessage()).isEqualTo("4/100 files");
    assertThat(progress.secondsLeft(new ChangeQueue.Count(4, 96))).isEmpty();
  }
}
