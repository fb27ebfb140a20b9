package dev.assay.lsp.analysis;

import dev.assay.lsp.text.Language;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
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
  /** Reads a URI; whatever it is, an address comes of it. */
  public static DocumentAddress of(String uri) {
    Optional<Path> file = file(uri);
    String tail = file.map(Path::getFileName).map(Path::toString)
        .orElseGet(() -> decode(uri.substring(Math.max(uri.lastIndexOf('/'), uri.indexOf(':')) + 1)));
    return new DocumentAddress(uri, file, tail.isEmpty() ? "untitled" : tail);
  }

  /** A path for readers, who go by its extension; for what is no file, one that does not exist. */
  public Path pathFor(Language language) {
    return file.map(path -> path.resolveSibling(language.fileName(name))).orElseGet(() -> {
      String plain = language.fileName(name.replaceAll("[^A-Za-z0-9._-]", "_"));
      return Path.of(System.getProperty("java.io.tmpdir"), "assay-untitled", plain).toAbsolutePath();
    });
  }

  private static Optional<Path> file(String uri) {
    if (!uri.regionMatches(true, 0, "file:", 0, 5)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(new URI(uri)).normalize());
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      // Some clients do not escape, or escape what is no UTF-8; and some files are on other machines.
    }
    try {
      String path = decode(uri.substring(5).replaceFirst("^//(localhost)?(?=/)", ""));
      return path.startsWith("/") && !path.startsWith("//") ? Optional.of(Path.of(path).normalize()) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Takes {@code %xx} for a byte of UTF-8; what is no UTF-8 becomes a replacement character. */
  private static String decode(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int size = 0;
    for (int i = 0; i < in.length; i++) {
      int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
      if (low >= 0) {
        out[size++] = (byte) (high * 16 + low);
        i += 2;
      } else {
        out[size++] = in[i];
      }
    }
    return new String(out, 0, size, StandardCharsets.UTF_8);
  }
}
