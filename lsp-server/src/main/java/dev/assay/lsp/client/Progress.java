package dev.assay.lsp.client;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** One bar of progress at the client. Reports are sent in order, and none after the end. Thread-safe. */
public final class Progress {
  private final AssayClient client;
  private final String token;
  /** What was sent last; the next message waits for it, the first for the client's consent. */
  private CompletableFuture<Void> last;
  private boolean ended;

  private Progress(AssayClient client, String token, String title) {
    this.client = client;
    this.token = token;
    WorkDoneProgressBegin begin = new WorkDoneProgressBegin();
    begin.setTitle(title);
    begin.setCancellable(true);
    begin.setPercentage(0);
    this.last =
        client.createProgress(new WorkDoneProgressCreateParams(Either.forLeft(token))).thenRun(() -> tell(begin));
  }

  /**
   * Asks the client for a bar.
   *
   * @param token names it in cancellations
   */
  public static Progress begin(AssayClient client, String token, String title) {
    return new Progress(client, token, title);
  }

  /** Says how far the work is, for example {@code 3/12 functions}. */
  public synchronized void report(int done, int total, String noun) {
    WorkDoneProgressReport report = new WorkDoneProgressReport();
    report.setMessage(done + "/" + total + " " + noun);
    report.setPercentage(total == 0 ? 100 : (int) (100L * done / total));
    report.setCancellable(true);
    send(report);
  }

  /** Takes the bar away. */
  public synchronized void end(String message) {
    WorkDoneProgressEnd end = new WorkDoneProgressEnd();
    end.setMessage(message);
    send(end);
    ended = true;
  }

  private void send(WorkDoneProgressNotification value) {
    if (!ended) {
      last = last.thenRun(() -> tell(value));
    }
  }

  private void tell(WorkDoneProgressNotification value) {
    client.notifyProgress(new ProgressParams(Either.forLeft(token), Either.forLeft(value)));
  }
}
