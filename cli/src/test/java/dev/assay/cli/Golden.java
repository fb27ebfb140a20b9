package dev.assay.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares outputs with files of expected text; {@code -Dassay.update=true} writes the files anew, to be reviewed. */
public final class Golden {
  private static final Path FOLDER = Path.of("cli/src/test/resources/dev/assay/cli/golden");

  private Golden() {}

  public static void check(String name, String actual, Path temporary) {
    String normalised = actual.replace(temporary.toString(), "TEMP").replaceAll("\\d+\\.\\d ms", "N ms")
        .replaceAll("\"milliseconds\":[0-9.]+", "\"milliseconds\":0.0");
    Path file = SmallBundles.root().resolve(FOLDER).resolve(name);
    try {
      if (Boolean.getBoolean("assay.update")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, normalised);
      }
      assertThat(normalised).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
