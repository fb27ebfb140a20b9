package dev.assay.index.solr;

import dev.assay.index.FunctionReader;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.VectorStorage;
import dev.assay.index.lucene.LuceneIndexes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Copies a collection to an index on this machine. */
final class SolrSnapshot {
  private static final int ATTEMPTS = 3;

  private SolrSnapshot() {}

  /** Tells what changes with every commit. */
  interface Commit {
    Optional<String> get() throws IOException;
  }

  /**
   * A copy in a temporary folder, which goes when the copy is closed. Begins again, twice, when somebody commits
   * meanwhile.
   *
   * @throws IOException when it cannot be made, or the collection changes all the time
   */
  static FunctionReader take(FunctionReader collection, Commit commit) throws IOException {
    Path folder = Files.createTempDirectory("assay-snapshot-");
    try {
      IndexOptions options = IndexOptions.forBundle(collection.bundleId()).withStorage(VectorStorage.FLOAT);
      IndexOpening opening = LuceneIndexes.open(folder, options);
      if (!(opening instanceof IndexOpening.Writable writable)) {
        throw new IOException(folder + " is in use");
      }
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        Optional<String> before = commit.get();
        writable.index().clear();
        writable.index().putAll(collection);
        if (before.equals(commit.get())) {
          return new TemporaryReader(writable.index(), () -> delete(folder));
        }
      }
      writable.index().close();
      throw new IOException("the collection changes faster than it can be copied");
    } catch (IOException | RuntimeException e) {
      delete(folder);
      throw e;
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(folder)) {
      entries = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.deleteIfExists(entry);
    }
  }
}
