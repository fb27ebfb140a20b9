package dev.assay.lsp.indexing;

import dev.assay.index.FunctionReader;
import dev.assay.index.IndexedFile;
import dev.assay.index.IndexedFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.lsp.client.ClientPort;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Runs one query nobody asked for, so that the first real one does not wait for files to be read from disk. */
final class IndexWarmUp {
  private IndexWarmUp() {}

  static void start(IndexAccess access, ClientPort client) {
    Thread.ofVirtual().name("warm index").start(() -> {
      try {
        access.query(IndexWarmUp::search);
      } catch (IOException e) {
        client.trace("the index could not be warmed: " + e.getMessage(), Optional.empty());
      }
    });
  }

  private static boolean search(FunctionReader reader) throws IOException {
    for (IndexedFile file : reader.files()) {
      if (file.functions() > 0) {
        List<IndexedFunction> functions = reader.functionsOf(file.file());
        return !functions.isEmpty() && !reader.search(SimilarQuery.like(functions.get(0))).isEmpty();
      }
    }
    return false;
  }
}
