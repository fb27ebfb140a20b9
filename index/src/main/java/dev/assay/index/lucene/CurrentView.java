package dev.assay.index.lucene;

import dev.assay.index.search.PairSample;
import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;

/** The newest commit that was opened. Safe for use by several threads. */
final class CurrentView implements Closeable {
  private final VectorFormat vectorFormat;
  private final int searchWidth;
  private final PairSample pairSample = new PairSample();
  private LuceneView view;
  private boolean isClosed;

  /** Takes over a reader. */
  CurrentView(DirectoryReader reader, VectorFormat vectorFormat, int searchWidth) throws IOException {
    this.vectorFormat = vectorFormat;
    this.searchWidth = searchWidth;
    this.view = new LuceneView(reader, vectorFormat, searchWidth, pairSample);
  }

  /** The view, which stays open until {@link #release}. */
  synchronized LuceneView acquire() {
    if (isClosed) {
      throw new IllegalStateException("the index is closed");
    }
    view.reader().incRef();
    return view;
  }

  /** Gives back what {@link #acquire} gave. */
  static void release(LuceneView view) throws IOException {
    view.reader().decRef();
  }

  /** Looks whether there is a newer commit. */
  synchronized void refresh() throws IOException {
    if (isClosed) {
      return;
    }
    DirectoryReader newer = DirectoryReader.openIfChanged(view.reader());
    if (newer != null) {
      LuceneView older = view;
      view = new LuceneView(newer, vectorFormat, searchWidth, pairSample);
      release(older);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      release(view);
    }
  }
}
