package dev.assay.index.solr;

import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.record.RecordFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens indexes in SolrCloud. */
public final class SolrIndexes {
  private SolrIndexes() {}

  /**
   * Opens a collection, made when missing. Of the options, how vectors are kept and whether bytes are verified do not
   * matter here: both are up to Solr.
   *
   * @throws IOException when the cluster cannot be reached, or refuses
   */
  public static IndexOpening open(SolrAddress address, IndexOptions options) throws IOException {
    SolrConnection connection = new SolrConnection(address);
    boolean isOpen = false;
    try {
      SolrCollection.makeWhenMissing(connection);
      List<String> notices = new ArrayList<>();
      Optional<SolrCollection.Header> found = SolrCollection.header(connection);
      if (found.isPresent() && found.get().format() != RecordFormat.VERSION) {
        throw new IOException(address + " was made by another version; use another collection");
      }
      boolean isOther = found.isPresent() && !found.get().bundleId().equals(options.bundleId());
      if (isOther && !options.replaceOtherBundle()) {
        String other = found.get().bundleId();
        return new IndexOpening.OtherBundle(other,
            "The index " + address + " was made with bundle " + other + ", and now bundle " + options.bundleId()
                + " is used, whose results are not mixed with it; another collection would keep both");
      }
      SolrFunctionIndex index = new SolrFunctionIndex(connection, options.bundleId(), options.searchWidth());
      if (found.isEmpty() || isOther) {
        index.clear();
      }
      if (isOther) {
        notices
            .add("The index of bundle " + found.get().bundleId() + " was deleted; functions have to be indexed again.");
      }
      isOpen = true;
      return new IndexOpening.Writable(index, notices);
    } finally {
      if (!isOpen) {
        connection.close();
      }
    }
  }
}
