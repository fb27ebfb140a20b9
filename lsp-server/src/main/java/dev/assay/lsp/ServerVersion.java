package dev.assay.lsp;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that this server was built as. */
public final class ServerVersion {
  private ServerVersion() {}

  /** For example {@code 0.1.0}; {@code unknown} where the build did not say. */
  public static String get() {
    Properties properties = new Properties();
    try (InputStream in = ServerVersion.class.getResourceAsStream("/dev/assay/cli/version.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      // A version that cannot be read is unknown.
    }
    String version = properties.getProperty("version", "");
    return version.isEmpty() || version.contains("$") ? "unknown" : version;
  }
}
