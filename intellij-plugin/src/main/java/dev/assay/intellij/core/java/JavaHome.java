package dev.assay.intellij.core.java;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java installation.
 *
 * @param folder where it is
 * @param feature its feature release, for example 21 for 21.0.4
 */
public record JavaHome(Path folder, int feature) {
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"?(\\d{1,4})");

  /**
   * The Java installation in a folder; empty where there is none. Only its file {@code release} is read and nothing is
   * run, so that a folder that somebody else controls does no harm.
   */
  public static Optional<JavaHome> at(Path folder) {
    if (!Files.isExecutable(executable(folder))) {
      return Optional.empty();
    }
    try {
      String release = Files.readString(folder.resolve("release"));
      Matcher version = VERSION.matcher(release);
      return version.find() ? Optional.of(new JavaHome(folder, Integer.parseInt(version.group(1)))) : Optional.empty();
    } catch (IOException e) {
      // Java installations have had this file since Java 7; a folder without it, or that cannot be read, is not one.
      return Optional.empty();
    }
  }

  /** The program that starts it. */
  public Path executable() {
    return executable(folder);
  }

  private static Path executable(Path folder) {
    Path unix = folder.resolve("bin").resolve("java");
    return Files.exists(unix) ? unix : folder.resolve("bin").resolve("java.exe");
  }
}
