package dev.assay.workspace.indexing;

import dev.assay.index.open.FunctionIndexes;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Opens an index by its location: a folder, or {@code solr:http://HOST:8983/solr/COLLECTION}. */
public final class IndexFolder {
  /** Lucene tells of the processor's instructions; kept, since a logger that nobody holds forgets its level. */
  private static final Logger LUCENE_LOG = Logger.getLogger("org.apache.lucene");

  private static final String SOLR = "solr:";

  private IndexFolder() {}

  /** Has Lucene log nothing but what goes wrong; done by {@link #open}, too. */
  public static void quietLucene() {
    LUCENE_LOG.setLevel(Level.SEVERE);
  }

  /** Whether a location is on other machines. */
  public static boolean isRemote(String location) {
    return location.startsWith(SOLR);
  }

  /**
   * Opens an index, made when missing.
   *
   * @throws IOException with a sentence, when it cannot be reached, read or written, or the location is none
   */
  public static IndexOpening open(String location, IndexOptions options) throws IOException {
    quietLucene();
    try {
      return FunctionIndexes.open(location, options);
    } catch (InvalidPathException e) {
      throw new IOException("'" + location + "' is no folder for an index: " + e.getReason(), e);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whether there is an index at a location; of one on other machines, opening it tells. */
  public static boolean exists(String location) {
    try {
      return isRemote(location) || Files.isDirectory(Path.of(location, "lucene"));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
