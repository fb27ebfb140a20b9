package dev.assay.lsp.analysis;

import dev.assay.lsp.client.Health;
import dev.assay.lsp.client.Progress;
import java.util.Optional;

/** Shows at the client how measuring one document's functions goes. */
final class MeasuringProgress implements AdviceService.Listener {
  private final Health health;
  private Optional<Progress> bar = Optional.empty();
  private int done;
  private int total;
  private boolean failed;

  MeasuringProgress(Health health) {
    this.health = health;
  }

  /** Shows it on a bar, unless it is over already. */
  synchronized void show(Progress shown) {
    bar = Optional.of(shown);
    if (total > 0 && done == total) {
      shown.end(summary());
    }
  }

  @Override
  public synchronized void progress(int now, int of) {
    done = now;
    total = of;
    bar.ifPresent(shown -> shown.report(done, total, "functions"));
    if (done == total) {
      bar.ifPresent(shown -> shown.end(summary()));
    }
    if (failed) {
      health.tell();
    } else {
      health.worked();
    }
    failed = false;
  }

  @Override
  public synchronized void failed(String reason) {
    failed = true;
    health.failed(reason);
  }

  synchronized void stop(String message) {
    bar.ifPresent(shown -> shown.end(message));
  }

  private String summary() {
    return total + (total == 1 ? " function" : " functions");
  }
}
