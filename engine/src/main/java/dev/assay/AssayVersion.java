package dev.assay;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version that this program was built as. */
public final class AssayVersion {
  private AssayVersion() {}

  /** For example {@code 0.1.0}; {@code unknown} where the build did not say. */
  public static String get() {
    Properties properties = new Properties();
    try (InputStream in = AssayVersion.class.getResourceAsStream("/dev/assay/version.properties")) {
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
