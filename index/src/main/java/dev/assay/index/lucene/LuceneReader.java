package dev.assay.index.lucene;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexStatistics;
import dev.assay.index.IndexedFile;
import dev.assay.index.IndexedFunction;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.index.search.SimilaritySearch;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads whatever view its subclasses hand out. */
abstract class LuceneReader implements FunctionReader {
  /** What to do with a view. */
  interface Reading<T> {
    T from(LuceneView view) throws IOException;
  }

  /** Runs a reading on the view that is to be read, which stays open meanwhile. */
  abstract <T> T read(Reading<T> reading) throws IOException;

  @Override
  public List<SimilarFunction> search(SimilarQuery query) throws IOException {
    return read(view -> SimilaritySearch.run(view.candidates(), query));
  }

  @Override
  public Optional<IndexedFunction> get(PlaceKey key) throws IOException {
    return read(view -> view.get(key));
  }

  @Override
  public List<IndexedFunction> functionsOf(String file) throws IOException {
    return read(view -> view.functionsOf(file));
  }

  @Override
  public Optional<FunctionBody> findBody(String unitHash) throws IOException {
    return read(view -> view.findBody(unitHash));
  }

  @Override
  public List<FunctionPlace> placesOf(String unitHash, int limit) throws IOException {
    return read(view -> view.placesOf(unitHash, limit));
  }

  @Override
  public List<IndexedFile> files() throws IOException {
    return read(LuceneView::files);
  }

  @Override
  public IndexStatistics statistics() throws IOException {
    return read(LuceneView::statistics);
  }
}
