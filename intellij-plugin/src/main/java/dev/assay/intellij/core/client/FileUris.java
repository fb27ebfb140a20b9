package dev.assay.intellij.core.client;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/** The URIs of files as this client and the server write them. */
public final class FileUris {
  private FileUris() {}

  /** The URI of a file or folder, without a slash at its end. */
  public static String of(Path path) {
    String uri = path.toUri().toString();
    return uri.endsWith("/") && !uri.equals("file:///") ? uri.substring(0, uri.length() - 1) : uri;
  }

  /** The local file that a URI names; empty where it names something else. */
  public static Optional<Path> file(String uri) {
    try {
      URI parsed = URI.create(uri);
      return "file".equals(parsed.getScheme()) ? Optional.of(Path.of(parsed)) : Optional.empty();
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty();
    }
  }
}
