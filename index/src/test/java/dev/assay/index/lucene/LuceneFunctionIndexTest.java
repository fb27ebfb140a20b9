package dev.assay.index.lucene;

import dev.assay.index.FunctionIndexContract;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class LuceneFunctionIndexTest extends FunctionIndexContract {
  @TempDir
  Path folder;

  @Override
  protected IndexOpening open(IndexOptions options) throws IOException {
    return LuceneIndexes.open(folder.resolve("index"), options);
  }

  @Override
  protected int randomChanges() {
    return 250;
  }
}
