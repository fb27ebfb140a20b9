package dev.assay.lsp.action;

import dev.assay.lsp.text.TextSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.lsp4j.TextEdit;

/** The files that say how a project is built: where they are, and how lines get into them. Thread-safe. */
final class ProjectFiles {
  private static final long LARGEST_BYTES = 1 << 20;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+-]+");
  private static final List<Kind> KINDS = List.of(new Kind("CMakeLists.txt", BuildSystem.CMAKE),
      new Kind("meson.build", BuildSystem.MESON), new Kind("GNUmakefile", BuildSystem.MAKE),
      new Kind("Makefile", BuildSystem.MAKE), new Kind("makefile", BuildSystem.MAKE));

  private final Supplier<List<Path>> folders;

  /** What a file of a project is read by. */
  enum BuildSystem {
    CMAKE,
    MESON,
    MAKE
  }

  /** A file that says how a project is built. */
  record BuildFile(BuildSystem system, Path path, TextSnapshot text) {
    String name() {
      return path.getFileName().toString();
    }
  }

  private record Kind(String name, BuildSystem system) {}

  /**
   * The files of a workspace.
   *
   * @param folders the workspace's folders, beyond which nothing is changed
   */
  ProjectFiles(Supplier<List<Path>> folders) {
    this.folders = folders;
  }

  /** The nearest file of a name in a source's folder and those above it, within the workspace. */
  Optional<Path> nearest(Path source, String name) {
    return foldersOf(source).stream().map(folder -> folder.resolve(name)).filter(Files::isRegularFile).findFirst();
  }

  /** The compile database that a source is in. */
  Optional<Path> database(Path source) {
    return nearest(source, "compile_commands.json").or(() -> nearest(source, "build/compile_commands.json"));
  }

  /** The nearest file that a build system reads; not one that another build system has written. */
  Optional<BuildFile> buildFile(Path source) {
    for (Path folder : foldersOf(source)) {
      for (Kind kind : KINDS) {
        Path file = folder.resolve(kind.name);
        Optional<TextSnapshot> text = Files.isRegularFile(file) ? text(file) : Optional.empty();
        if (text.isPresent() && !text.get().text().contains("DO NOT EDIT")) {
          return Optional.of(new BuildFile(kind.system, file, text.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** The outermost file of the same build system: the one that says what the project is. */
  BuildFile outermost(Path source, BuildFile inner) {
    BuildFile outermost = inner;
    for (Path folder : foldersOf(source)) {
      Path file = folder.resolve(inner.name());
      Optional<TextSnapshot> text = Files.isRegularFile(file) ? text(file) : Optional.empty();
      outermost = text.isPresent() ? new BuildFile(inner.system, file, text.get()) : outermost;
    }
    return outermost;
  }

  private List<Path> foldersOf(Path source) {
    Optional<Path> top = folders.get().stream().map(folder -> folder.toAbsolutePath().normalize())
        .filter(source::startsWith).min(Comparator.comparingInt(Path::getNameCount));
    return top.isEmpty() ? List.of()
        : Stream.iterate(source.getParent(), folder -> folder != null && folder.startsWith(top.get()), Path::getParent)
            .toList();
  }

  /** A file's text; empty where it cannot be read, and so not be changed. */
  static Optional<TextSnapshot> text(Path file) {
    try {
      return Files.size(file) > LARGEST_BYTES ? Optional.empty()
          : Optional.of(TextSnapshot.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  /** How a {@code CMakeLists.txt} names a source; empty where that cannot be written down plainly. */
  static Optional<String> cmakeName(Path lists, Path source) {
    String relative = relative(lists, source);
    return relative.matches(".*[\"$;\\\\\\n].*") ? Optional.empty()
        : Optional.of(PLAIN.matcher(relative).matches() ? relative : "\"" + relative + "\"");
  }

  /** A source's path from the folder of a build file, with slashes. */
  static String relative(Path buildFile, Path source) {
    return buildFile.getParent().relativize(source).toString().replace('\\', '/');
  }

  /** Lines at a text's end. */
  static TextEdit appended(TextSnapshot text, String... lines) {
    String end = Texts.lineEnd(text);
    boolean isOpen = !text.text().isEmpty() && !text.text().endsWith("\n");
    return Texts.insert(text, text.text().length(), (isOpen ? end : "") + String.join(end, lines) + end);
  }

  /** Lines after the call of {@code project()}, of CMake and Meson; empty where there is none. */
  static Optional<TextEdit> afterProject(TextSnapshot text, String... lines) {
    Matcher call = Pattern.compile("(?im)^[ \\t]*project[ \\t]*\\(").matcher(text.text());
    if (!call.find()) {
      return Optional.empty();
    }
    int depth = 1;
    int at = call.end();
    while (at < text.text().length() && depth > 0) {
      char letter = text.text().charAt(at++);
      depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
    }
    int line = text.text().indexOf('\n', at);
    String end = Texts.lineEnd(text);
    return depth > 0 ? Optional.empty()
        : Optional.of(line < 0 ? appended(text, lines) : Texts.insert(text, line + 1, String.join(end, lines) + end));
  }
}
