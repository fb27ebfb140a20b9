package dev.assay.intellij.core.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.WorkDoneProgressBegin;
import org.eclipse.lsp4j.WorkDoneProgressEnd;
import org.eclipse.lsp4j.WorkDoneProgressNotification;
import org.eclipse.lsp4j.WorkDoneProgressReport;

/** Tracks what one server is busy with. Thread-safe. */
final class ProgressTracker {
  private final Map<String, ServerProgress> running = new ConcurrentHashMap<>();
  private final Consumer<ServerProgress> began;
  private final Consumer<String> cancel;

  /**
   * A tracker of nothing yet.
   *
   * @param began is told of what begins
   * @param cancel sends the server the token of what it should stop
   */
  ProgressTracker(Consumer<ServerProgress> began, Consumer<String> cancel) {
    this.began = began;
    this.cancel = cancel;
  }

  void notify(ProgressParams params) {
    String token = params.getToken().map(text -> text, String::valueOf);
    if (!params.getValue().isLeft()) {
      return;
    }
    WorkDoneProgressNotification value = params.getValue().getLeft();
    if (value instanceof WorkDoneProgressBegin begin) {
      begin(token, begin);
    } else if (value instanceof WorkDoneProgressReport report && running.get(token) != null) {
      running.get(token).report(report.getMessage(), report.getPercentage());
    } else if (value instanceof WorkDoneProgressEnd) {
      ServerProgress ended = running.remove(token);
      if (ended != null) {
        ended.end();
      }
    }
  }

  private void begin(String token, WorkDoneProgressBegin begin) {
    String title = begin.getTitle() == null ? "Assay" : begin.getTitle();
    ServerProgress progress =
        new ServerProgress(title, Boolean.TRUE.equals(begin.getCancellable()), () -> cancel.accept(token));
    progress.report(begin.getMessage(), begin.getPercentage());
    ServerProgress before = running.put(token, progress);
    if (before != null) {
      before.end();
    }
    began.accept(progress);
  }

  /** The server is gone: whatever it was busy with has ended. */
  void endAll() {
    running.values().forEach(ServerProgress::end);
    running.clear();
  }
}
