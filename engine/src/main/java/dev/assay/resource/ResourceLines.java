package dev.assay.resource;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lines of a table in a jar. */
public final class ResourceLines {
  private ResourceLines() {}

  /**
   * Lines as they are, less blank ones and those that begin with {@code #}.
   *
   * @param owner the class whose package the table lies in
   * @param name the file's, relative to that package
   * @throws IllegalStateException when there is no such file, which a whole build has
   */
  public static List<String> of(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Assay's own " + name + " is missing from its jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
