package dev.assay.cli.index;

import dev.assay.bundle.Bundle;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.workspace.indexing.IndexFolder;
import dev.assay.workspace.indexing.IndexLocations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which index is meant, for all commands that have to do with one. */
final class IndexOptionsMixin {
  /** How an index of another bundle is made anew, for those who only look something up in it. */
  static final String REBUILD = "'assay index --rebuild' with its folders makes it anew";

  @Option(names = "--index", paramLabel = "LOCATION",
      description = "The index: a folder, or solr:http://HOST:8983/solr/COLLECTION; unless given, the one of the "
          + "folders in the user's cache folder.")
  private String location;

  /** The index of folders. */
  String of(List<Path> folders) throws IOException {
    return location != null ? location : IndexLocations.of(folders).toString();
  }

  /** The index of folders, which is going to be written. */
  String make(List<Path> folders) throws IOException {
    return location != null ? location : IndexLocations.make(folders).toString();
  }

  /** The index that a file is in, where there is one. */
  Optional<String> holding(Path file) throws IOException {
    return location != null ? Optional.of(location) : IndexLocations.holding(file).map(Path::toString);
  }

  /** Whether the user has said which index is meant. */
  boolean isGiven() {
    return location != null;
  }

  /** Opens an index that has to be there, to look something up. */
  static IndexOpening openExisting(String location, Bundle bundle) throws IOException {
    if (!IndexFolder.exists(location)) {
      throw new IOException("there is no index in " + location + "; 'assay index DIR' makes one");
    }
    return IndexFolder.open(location, IndexOptions.forBundle(bundle.id()).withoutVerifying());
  }
}
