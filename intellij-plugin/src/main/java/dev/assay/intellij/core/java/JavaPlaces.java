package dev.assay.intellij.core.java;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where Java is looked for.
 *
 * @param configured the user's choice, empty where there is none; nothing else is searched where there is one
 * @param first folders of which the first with a Java that is new enough is taken
 * @param parents folders with Java installations in them, of which the newest is taken
 */
public record JavaPlaces(Optional<Path> configured, List<Path> first, List<Path> parents) {
  private static final List<String> UNIX_PARENTS = List.of("/usr/lib/jvm", "/usr/java", "/opt",
      "/Library/Java/JavaVirtualMachines", "/opt/homebrew/opt", "/usr/local/opt");
  private static final List<String> WINDOWS_PARENTS = List.of("Java", "Eclipse Adoptium", "Microsoft", "Zulu");

  /**
   * The usual places of this machine.
   *
   * @param configured the setting, blank where there is none
   * @param environment the environment variables
   * @param userHome the user's folder
   */
  public static JavaPlaces usual(String configured, Map<String, String> environment, Path userHome) {
    List<Path> first = new ArrayList<>();
    path(environment.get("JAVA_HOME")).ifPresent(first::add);
    Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator)).flatMap(folder -> path(folder).stream())
        .filter(Path::isAbsolute).map(JavaPlaces::homeOfProgramFolder).flatMap(Optional::stream).forEach(first::add);
    List<Path> parents = new ArrayList<>();
    Optional<Path> programs = path(environment.get("ProgramFiles"));
    if (programs.isPresent()) {
      WINDOWS_PARENTS.forEach(maker -> parents.add(programs.get().resolve(maker)));
    } else {
      UNIX_PARENTS.forEach(folder -> parents.add(Path.of(folder)));
    }
    parents.add(userHome.resolve(".sdkman").resolve("candidates").resolve("java"));
    parents.add(userHome.resolve(".jdks"));
    return new JavaPlaces(path(expand(configured, userHome)), List.copyOf(first), List.copyOf(parents));
  }

  private static String expand(String configured, Path userHome) {
    String trimmed = configured.strip();
    return trimmed.equals("~") || trimmed.startsWith("~/") ? userHome + trimmed.substring(1) : trimmed;
  }

  private static Optional<Path> path(String text) {
    try {
      return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text.strip()));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The Java installation whose program, or a link to it, is in a folder of the PATH. */
  private static Optional<Path> homeOfProgramFolder(Path folder) {
    for (String name : List.of("java", "java.exe")) {
      Path program = folder.resolve(name);
      if (Files.isExecutable(program)) {
        return home(program);
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> home(Path program) {
    try {
      Path bin = program.toRealPath().getParent();
      return Optional.ofNullable(bin == null ? null : bin.getParent());
    } catch (IOException e) {
      // It was there a moment ago; other places are left.
      return Optional.empty();
    }
  }
}
