package dev.assay.index.open;

import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.lucene.LuceneIndexes;
import dev.assay.index.record.Digests;
import dev.assay.index.solr.SolrAddress;
import dev.assay.index.solr.SolrIndexes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Opens indexes, on disk or in Solr, and says where a workspace's is. */
public final class FunctionIndexes {
  private static final int NAME_LENGTH = 40;

  private FunctionIndexes() {}

  /**
   * Opens an index, made when missing.
   *
   * @param location a folder, or {@code solr:http://HOST:8983/solr/COLLECTION}
   * @throws IOException when it cannot be reached, read or written
   * @throws IllegalArgumentException when the location begins with {@code solr:} and does not look so
   */
  public static IndexOpening open(String location, IndexOptions options) throws IOException {
    return location.startsWith(SolrAddress.SCHEME) ? SolrIndexes.open(SolrAddress.parse(location), options)
        : LuceneIndexes.open(Path.of(location), options);
  }

  /**
   * The folder of a workspace's index. The same folders of a workspace, in any order, have the same one.
   *
   * @param cacheFolder the user's cache folder for Assay
   * @param workspaceFolders the workspace's folders, at least one
   */
  public static Path folderFor(Path cacheFolder, List<Path> workspaceFolders) {
    List<String> folders = workspaceFolders.stream().map(folder -> folder.toAbsolutePath().normalize().toString())
        .distinct().sorted().toList();
    if (folders.isEmpty()) {
      throw new IllegalArgumentException("a workspace without a folder");
    }
    Path first = Path.of(folders.get(0)).getFileName();
    String name = first == null ? "root" : first.toString().replaceAll("[^A-Za-z0-9._-]", "_");
    return cacheFolder.resolve("index").resolve(name.substring(0, Math.min(name.length(), NAME_LENGTH)) + "-"
        + Digests.name(String.join("\0", folders)).substring(0, 16));
  }
}
