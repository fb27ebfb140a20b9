package dev.assay.lsp.indexing;

import dev.assay.index.FunctionReader;
import dev.assay.index.IndexStatistics;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.protocol.IndexStatus;
import java.io.IOException;
import java.util.OptionalInt;

/** Knows how the index is, and reports it: in the client's status and on a progress bar. Thread-safe. */
final class IndexStatusReporter implements SessionContext.ProgressListener {
  private final Health health;
  private final IndexProgress progress;
  private final ChangeQueue queue;
  private IndexStatus status = IndexStatus.none(null);
  private String location;
  private boolean isPaused;

  IndexStatusReporter(Health health, IndexProgress progress, ChangeQueue queue) {
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
    set(empty(IndexStatus.State.FAILED, reason));
  }

  void otherBundle(String notice) {
    set(empty(IndexStatus.State.OTHER_BUNDLE, notice));
  }

  private synchronized IndexStatus empty(IndexStatus.State state, String message) {
    return new IndexStatus(state, location, 0, 0, 0, 0, null, message);
  }

  void readOnly(FunctionReader index, String notice) {
    set(with(IndexStatus.State.READ_ONLY, index, new ChangeQueue.Count(0, 0), OptionalInt.empty(), notice));
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
    IndexStatus.State state =
        pausing ? IndexStatus.State.PAUSED : count.left() > 0 ? IndexStatus.State.INDEXING : IndexStatus.State.IDLE;
    set(with(state, index, count, progress.secondsLeft(count), null));
  }

  synchronized void paused(boolean value) {
    isPaused = value;
    if (value && (status.state() == IndexStatus.State.INDEXING || status.state() == IndexStatus.State.IDLE)) {
      setState(IndexStatus.State.PAUSED);
    } else if (!value && status.state() == IndexStatus.State.PAUSED) {
      setState(status.filesTotal() > status.filesDone() ? IndexStatus.State.INDEXING : IndexStatus.State.IDLE);
    }
  }

  private void setState(IndexStatus.State state) {
    set(new IndexStatus(state, status.location(), status.functions(), status.files(), status.filesDone(),
        status.filesTotal(), status.secondsLeft(), status.message()));
  }

  private IndexStatus with(IndexStatus.State state, FunctionReader index, ChangeQueue.Count count,
      OptionalInt secondsLeft, String message) {
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
