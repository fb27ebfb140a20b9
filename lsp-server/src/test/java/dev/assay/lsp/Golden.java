package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of expected text under {@code src/test/resources}; {@code -Dassay.update=true} writes them anew. */
public final class Golden {
  private Golden() {}

  /** Where a golden file is. */
  public static Path path(String name) {
    String root = System.getProperty("assay.root");
    Path module = root == null ? Path.of("") : Path.of(root, "lsp-server");
    return module.resolve("src/test/resources/dev/assay/lsp").resolve(name).toAbsolutePath();
  }

  /** Compares, or updates. */
  public static void check(String name, String actual) {
    Path path = path(name);
    try {
      if (Boolean.getBoolean("assay.update")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, actual);
      }
      assertThat(path).as("golden file; -Dassay.update=true writes it").exists();
      assertThat(actual).isEqualTo(Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
