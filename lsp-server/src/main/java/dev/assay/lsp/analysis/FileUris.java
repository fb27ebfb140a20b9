package dev.assay.lsp.analysis;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Takes URIs apart byte by byte. A path is made of the bytes that a URI names, never of a {@code String}, so that it is
 * right whatever encoding Java takes file names for ({@code sun.jnu.encoding}, ASCII where there is no locale), and
 * also for names that are no UTF-8. What clients forget to escape is escaped here. Pure.
 */
final class FileUris {
  private static final String SCHEME = "file:";
  private static final String UNESCAPED = "/:-._~!$&'()*+,;=@";

  private FileUris() {}

  /** The file of this machine that a URI names, normalised; empty where it names none. */
  static Optional<Path> path(String uri) {
    if (!uri.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String authority = "";
    String path = uri.substring(SCHEME.length());
    if (path.startsWith("//")) {
      int slash = path.indexOf('/', 2);
      if (slash < 0) {
        return Optional.empty();
      }
      authority = path.substring(2, slash).equalsIgnoreCase("localhost") ? "" : path.substring(2, slash);
      path = path.substring(slash);
    }
    if (!path.startsWith("/")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(URI.create(SCHEME + "//" + authority + encode(decode(path)))).normalize());
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Optional.empty(); // a file of another machine, a zero byte, or a drive where there are none
    }
  }

  /** The last part of a URI's path, for people and for its extension; never empty. */
  static String name(String uri) {
    String path = new String(decode(uri), StandardCharsets.UTF_8).replaceFirst("/+$", "");
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.indexOf(':')) + 1);
    return name.isEmpty() ? "untitled" : name;
  }

  /** Takes {@code %xx} for a byte, and everything else for its bytes in UTF-8. */
  private static byte[] decode(String text) {
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
    for (int i = 0; i < in.length; i++) {
      int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
      out.write(low >= 0 ? high * 16 + low : in[i]);
      i += low >= 0 ? 2 : 0;
    }
    return out.toByteArray();
  }

  private static String encode(byte[] path) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : path) {
      char c = (char) (b & 0xFF);
      boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || UNESCAPED.indexOf(c) >= 0);
      encoded.append(isPlain ? String.valueOf(c) : String.format("%%%02X", (int) c));
    }
    return encoded.toString();
  }
}
