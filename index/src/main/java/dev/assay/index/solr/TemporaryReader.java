package dev.assay.index.solr;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexStatistics;
import dev.assay.index.IndexedFile;
import dev.assay.index.IndexedFunction;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads another index, and cleans up when it is closed. */
final class TemporaryReader implements FunctionReader {
  private final FunctionReader reader;
  private final Closeable cleaning;
  private boolean isClosed;

  TemporaryReader(FunctionReader reader, Closeable cleaning) {
    this.reader = reader;
    this.cleaning = cleaning;
  }

  @Override
  public String bundleId() {
    return reader.bundleId();
  }

  @Override
  public List<SimilarFunction> search(SimilarQuery query) throws IOException {
    return reader.search(query);
  }

  @Override
  public Optional<IndexedFunction> get(PlaceKey key) throws IOException {
    return reader.get(key);
  }

  @Override
  public List<IndexedFunction> functionsOf(String file) throws IOException {
    return reader.functionsOf(file);
  }

  @Override
  public Optional<FunctionBody> findBody(String unitHash) throws IOException {
    return reader.findBody(unitHash);
  }

  @Override
  public List<FunctionPlace> placesOf(String unitHash, int limit) throws IOException {
    return reader.placesOf(unitHash, limit);
  }

  @Override
  public List<IndexedFile> files() throws IOException {
    return reader.files();
  }

  @Override
  public IndexStatistics statistics() throws IOException {
    return reader.statistics();
  }

  @Override
  public synchronized void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      try (cleaning) {
        reader.close();
      }
    }
  }
}
