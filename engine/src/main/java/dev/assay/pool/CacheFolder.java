package dev.assay.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where Assay keeps what it can make again. */
public final class CacheFolder {
  private CacheFolder() {}

  /**
   * The user's cache folder for Assay, made when missing: {@code $ASSAY_CACHE_DIR}, or else the platform's convention.
   *
   * @throws IOException when it cannot be made
   */
  public static Path get() throws IOException {
    Path folder = choose();
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new IOException("cannot make the cache folder " + folder
          + "; set ASSAY_CACHE_DIR to a folder that can be written (" + e.getMessage() + ")", e);
    }
  }

  private static Path choose() {
    String own = System.getenv("ASSAY_CACHE_DIR");
    if (own != null && !own.isBlank()) {
      return Path.of(own);
    }
    Path home = Path.of(System.getProperty("user.home"));
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String local = System.getenv("LOCALAPPDATA");
    if (system.contains("win") && local != null) {
      return Path.of(local, "assay");
    }
    if (system.contains("mac")) {
      return home.resolve("Library/Caches/assay");
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    return (xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg)).resolve("assay");
  }
}
