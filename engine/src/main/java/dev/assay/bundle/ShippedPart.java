package dev.assay.bundle;

import dev.assay.digest.Crc32;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;

/**
 * Reads a part of the bundle that Assay ships. It comes in Assay's own jar, so the checksum that the jar has of it says
 * whether it is whole: SHA-256 of a graph of 7 MB takes 0.13 s of each start with Java's quick compiler, which has no
 * instructions for it, the checksum less than a millisecond. Tests compare what is shipped with its SHA-256.
 */
final class ShippedPart {
  private ShippedPart() {}

  /**
   * The bytes of a part.
   *
   * @param resource where it is
   * @throws IOException when its jar cannot be read, or is damaged
   */
  static byte[] read(URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    try (InputStream in = connection.getInputStream()) {
      byte[] bytes = in.readAllBytes();
      if (connection instanceof JarURLConnection jar && Crc32.of(bytes) != jar.getJarEntry().getCrc()) {
        throw new BundleException("Assay's own jar is damaged: its checksum of " + jar.getEntryName()
            + " is another; install or build Assay anew (" + jar.getJarFileURL() + ")");
      }
      return bytes;
    }
  }
}
