package dev.assay.lsp.analysis;

import dev.assay.lsp.text.Language;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a document is, by its URI.
 *
 * @param uri the URI as the client has it: it is never changed, since clients compare it as text
 * @param file the file, where the URI names one
 * @param name the last part of its path, for messages and for its extension
 */
public record DocumentAddress(String uri, Optional<Path> file, String name) {
  /** Reads a URI; every text makes an address. */
  public static DocumentAddress of(String uri) {
    return new DocumentAddress(uri, FileUris.path(uri), FileUris.name(uri));
  }

  /** A path for readers, who go by its extension; for what is no file, one that does not exist. */
  public Path pathFor(Language language) {
    String wanted = language.fileName(name);
    if (file.isPresent() && wanted.equals(name)) {
      return file.get();
    }
    String plain = language.fileName(name.replaceAll("[^A-Za-z0-9._-]", "_"));
    return file.map(path -> path.resolveSibling(plain))
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir"), "assay-untitled", plain).toAbsolutePath());
  }
}
