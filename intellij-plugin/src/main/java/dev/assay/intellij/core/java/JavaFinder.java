package dev.assay.intellij.core.java;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the Java that the server is run with. Reads folders, so not for the UI thread. */
public final class JavaFinder {
  /** The oldest feature release that the server runs on. */
  public static final int OLDEST = 21;

  private JavaFinder() {}

  /**
   * The user's choice; else the first that is new enough of those named first; else the newest of the others.
   *
   * @throws NoJavaException with a sentence for the user, where there is none
   */
  public static JavaHome find(JavaPlaces places) throws NoJavaException {
    if (places.configured().isPresent()) {
      return configured(places.configured().get());
    }
    for (Path folder : places.first()) {
      Optional<JavaHome> java = JavaHome.at(folder).filter(home -> home.feature() >= OLDEST);
      if (java.isPresent()) {
        return java.get();
      }
    }
    Stream<Path> all = Stream.concat(places.first().stream(), places.parents().stream().flatMap(JavaFinder::children));
    Optional<JavaHome> newest =
        all.map(JavaHome::at).flatMap(Optional::stream).max(Comparator.comparingInt(JavaHome::feature));
    if (newest.isPresent() && newest.get().feature() >= OLDEST) {
      return newest.get();
    }
    throw new NoJavaException(newest
        .map(java -> "Assay needs Java " + OLDEST + " or newer; the newest that was found is Java " + java.feature()
            + " in " + java.folder() + ". Install one, or say in the settings where it is.")
        .orElse("Assay needs Java " + OLDEST
            + " or newer, and none was found. Install one, or say in the settings where it is."));
  }

  private static JavaHome configured(Path folder) throws NoJavaException {
    JavaHome java = JavaHome.at(folder).or(() -> JavaHome.at(insideBundle(folder)))
        .orElseThrow(() -> new NoJavaException("The setting Java home names " + folder
            + ", which is not a Java installation. Correct it, or leave it empty to search for one."));
    if (java.feature() < OLDEST) {
      throw new NoJavaException("The setting Java home names Java " + java.feature() + "; Assay needs Java " + OLDEST
          + " or newer. Correct it, or leave it empty to search for one.");
    }
    return java;
  }

  private static Stream<Path> children(Path parent) {
    try (Stream<Path> folders = Files.list(parent)) {
      return folders.flatMap(folder -> Stream.of(folder, insideBundle(folder))).toList().stream();
    } catch (IOException e) {
      // Most machines have only one or two of these folders.
      return Stream.empty();
    }
  }

  /** Where macOS keeps the installation inside its folder. */
  private static Path insideBundle(Path folder) {
    List<Path> inside = List.of(folder.resolve("Contents/Home"), folder.resolve("libexec/openjdk.jdk/Contents/Home"));
    return inside.stream().filter(Files::isDirectory).findFirst().orElse(inside.get(0));
  }
}
