package dev.assay.index.lucene;

import java.io.IOException;
import org.apache.lucene.store.Directory;

/** Reads what another process writes. Safe for use by several threads. */
final class LuceneReadOnly extends LuceneReader {
  private final Directory directory;
  private final CurrentView current;
  private final String bundleId;

  /** Takes over a directory and a view of it. */
  LuceneReadOnly(Directory directory, CurrentView current, String bundleId) {
    this.directory = directory;
    this.current = current;
    this.bundleId = bundleId;
  }

  @Override
  public String bundleId() {
    return bundleId;
  }

  /** The other process may have begun anew with another bundle; its embeddings are not to be compared with ours. */
  @Override
  <T> T read(Reading<T> reading) throws IOException {
    current.refresh();
    LuceneView view = current.acquire();
    try {
      if (!view.bundleId().equals(bundleId)) {
        throw new IOException("the index has been made anew with bundle " + view.bundleId() + "; open it again");
      }
      return reading.from(view);
    } finally {
      CurrentView.release(view);
    }
  }

  @Override
  public void close() throws IOException {
    current.close();
    directory.close();
  }
}
