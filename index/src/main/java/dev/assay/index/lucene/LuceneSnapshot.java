package dev.assay.index.lucene;

import java.io.IOException;

/** Reads one view until it is closed. Safe for use by several threads. */
final class LuceneSnapshot extends LuceneReader {
  private final LuceneView view;
  private boolean isClosed;

  /** Takes over a view that was acquired. */
  LuceneSnapshot(LuceneView view) {
    this.view = view;
  }

  @Override
  public String bundleId() {
    return view.bundleId();
  }

  @Override
  <T> T read(Reading<T> reading) throws IOException {
    if (!view.reader().tryIncRef()) {
      throw new IllegalStateException("the snapshot is closed");
    }
    try {
      return reading.from(view);
    } finally {
      CurrentView.release(view);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      CurrentView.release(view);
    }
  }
}
