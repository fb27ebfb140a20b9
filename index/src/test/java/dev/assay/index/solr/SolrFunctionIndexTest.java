package dev.assay.index.solr;

import dev.assay.index.FunctionIndexContract;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import java.io.IOException;

class SolrFunctionIndexTest extends FunctionIndexContract {
  private final SolrAddress address = SolrCluster.newCollection();

  @Override
  protected IndexOpening open(IndexOptions options) throws IOException {
    return SolrIndexes.open(address, options);
  }

  @Override
  protected int randomChanges() {
    return 40;
  }
}
