package dev.assay.lsp.watch;

import dev.assay.index.FunctionReader;
import dev.assay.index.IndexStatistics;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.client.IndexStatus;
import java.io.IOException;
import java.util.OptionalInt;

/** Knows how the index is, and tells it: to the client's status and on a bar of progress. Thread-safe. */
final class IndexReporter implements IndexingContext.Telling {
  private final Health health;
  private final IndexProgress progress;
  private final ChangeQueue queue;
  private IndexStatus status = IndexStatus.none(null);
  private String location;
  private boolean isPaused;

  IndexReporter(Health health, IndexProgress progress, ChangeQueue queue) {
    this.health = health;
    this.progress = progress;
    this.queue = queue;
  }

  synchronized IndexStatus status() {
    return status;
  }

  /** The index is going to be opened there. */
  synchronized void location(String opened) {
    location = opened;
  }

  void none(String reason) {
    set(IndexStatus.none(reason));
  }

  void failed(String reason) {
    set(empty("failed", reason));
  }

  void otherBundle(String notice) {
    set(empty("otherBundle", notice));
  }

  private synchronized IndexStatus empty(String state, String message) {
    return new IndexStatus(state, location, 0, 0, 0, 0, null, message);
  }

  void readOnly(FunctionReader index, String notice) {
    set(with("readOnly", index, new ChangeQueue.Count(0, 0), OptionalInt.empty(), notice));
  }

  void opened(FunctionReader index) {
    tell(index, queue.count());
  }

  @Override
  public void progress(FunctionReader index) {
    ChangeQueue.Count count = queue.count();
    if (progress.report(count)) {
      tell(index, count);
    }
  }

  @Override
  public void idle(FunctionReader index) {
    progress.end("done");
    tell(index, new ChangeQueue.Count(0, 0));
  }

  private void tell(FunctionReader index, ChangeQueue.Count count) {
    boolean pausing;
    synchronized (this) {
      pausing = isPaused;
    }
    set(with(pausing ? "paused" : count.left() > 0 ? "indexing" : "idle", index, count, progress.secondsLeft(count),
        null));
  }

  synchronized void paused(boolean value) {
    isPaused = value;
    if (value && (status.state().equals("indexing") || status.state().equals("idle"))) {
      setState("paused");
    } else if (!value && status.state().equals("paused")) {
      setState(status.filesTotal() > status.filesDone() ? "indexing" : "idle");
    }
  }

  private void setState(String state) {
    set(new IndexStatus(state, status.location(), status.functions(), status.files(), status.filesDone(),
        status.filesTotal(), status.secondsLeft(), status.message()));
  }

  private IndexStatus with(String state, FunctionReader index, ChangeQueue.Count count, OptionalInt secondsLeft,
      String message) {
    long functions = 0;
    long files = 0;
    String said = message;
    try {
      IndexStatistics statistics = index.statistics();
      functions = statistics.functions();
      files = statistics.files();
    } catch (IOException | IllegalStateException e) {
      said = "the index cannot be read: " + e.getMessage();
    }
    String where;
    synchronized (this) {
      where = location;
    }
    return new IndexStatus(state, where, functions, files, count.done(), count.done() + count.left(),
        secondsLeft.isPresent() ? secondsLeft.getAsInt() : null, said);
  }

  private void set(IndexStatus now) {
    synchronized (this) {
      status = now;
    }
    health.index(now);
  }
}
