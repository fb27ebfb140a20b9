package dev.assay.lsp.action;

import dev.assay.build.FileBuild;
import dev.assay.build.Level;
import dev.assay.lsp.text.TextSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.TextEdit;

/**
 * In C and C++: has the project build the file with {@code -Oz}, where that makes less code of it than now.
 * Either in {@code compile_flags.txt}, if that is what the project goes by, or in the nearest {@code CMakeLists.txt}.
 */
final class BuildForSize implements Action {
  private static final String FLAGS = "compile_flags.txt";
  private static final long LARGEST_BYTES = 1 << 20;
  private static final Pattern LEVEL = Pattern.compile("(?m)^[ \\t]*-O(?:[0-4sgz]|fast)?[ \\t]*$");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./+-]+");

  private final Supplier<List<Path>> folders;
  private final String fileName;

  /**
   * The action.
   *
   * @param folders the workspace's folders, beyond which nothing is changed
   * @param fileName the file that is changed: {@code compile_flags.txt} or {@code CMakeLists.txt}
   */
  BuildForSize(Supplier<List<Path>> folders, String fileName) {
    this.folders = folders;
    this.fileName = fileName;
  }

  @Override
  public Optional<Offer> offer(Subject subject) {
    Optional<Level> built = subject.build().own();
    Optional<Path> source = subject.address().file();
    if (!subject.language().isCompiled() || built.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> file = nearest(source.get(), fileName);
    Optional<Path> database =
        nearest(source.get(), "compile_commands.json").or(() -> nearest(source.get(), "build/compile_commands.json"));
    boolean isFlags = fileName.equals(FLAGS);
    if (file.isEmpty() || isFlags == database.isPresent()) {
      return Optional.empty(); // with a database, compile_flags.txt is not used; without, CMake says no level
    }
    return text(file.get()).flatMap(text -> {
      Optional<TextEdit> edit = isFlags ? flags(text) : cmake(text, file.get(), source.get());
      return edit.flatMap(change -> gain(subject, built.get())
          .map(gain -> new Offer("build " + subject.address().name() + " with -Oz in " + fileName + " (" + gain + ")",
              file.get().toUri().toString(), List.of(change))));
    });
  }

  private static Optional<String> gain(Subject subject, Level built) {
    FileBuild build = subject.build();
    return ObjectSizes.at(built, build, subject.symbol(), subject.cancellation()).flatMap(
        before -> ObjectSizes.at(Level.OZ, build, subject.symbol(), subject.cancellation()).flatMap(before::fileGain));
  }

  /** The nearest file of a name in the folder and those above it, within the workspace. */
  private Optional<Path> nearest(Path source, String name) {
    Optional<Path> top = folders.get().stream().map(folder -> folder.toAbsolutePath().normalize())
        .filter(source::startsWith).min(Comparator.comparingInt(Path::getNameCount));
    if (top.isEmpty()) {
      return Optional.empty();
    }
    for (Path folder = source.getParent(); folder != null && folder.startsWith(top.get()); folder =
        folder.getParent()) {
      Path file = folder.resolve(name);
      if (Files.isRegularFile(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static Optional<TextSnapshot> text(Path file) {
    try {
      return Files.size(file) > LARGEST_BYTES ? Optional.empty()
          : Optional.of(TextSnapshot.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
    } catch (IOException | SecurityException e) {
      return Optional.empty(); // what cannot be read cannot be changed
    }
  }

  /** The last level counts, so that is the one to change. */
  private static Optional<TextEdit> flags(TextSnapshot text) {
    Optional<int[]> last = LEVEL.matcher(text.text()).results().map(found -> new int[]{found.start(), found.end()})
        .reduce((first, second) -> second);
    return last.isPresent() ? Optional.of(Texts.replace(text, last.get()[0], last.get()[1], "-Oz"))
        : Optional.of(appended(text, "-Oz"));
  }

  private static Optional<TextEdit> cmake(TextSnapshot text, Path lists, Path source) {
    String relative = lists.getParent().relativize(source).toString().replace('\\', '/');
    if (relative.matches(".*[\"$;\\\\\\n].*")) {
      return Optional.empty();
    }
    String named = PLAIN.matcher(relative).matches() ? relative : "\"" + relative + "\"";
    String line = "set_source_files_properties(" + named + " PROPERTIES COMPILE_OPTIONS -Oz)";
    return text.text().contains(line) ? Optional.empty() : Optional.of(appended(text, line));
  }

  private static TextEdit appended(TextSnapshot text, String line) {
    String end = Texts.lineEnd(text);
    boolean isOpen = !text.text().isEmpty() && !text.text().endsWith("\n");
    return Texts.insert(text, text.text().length(), (isOpen ? end : "") + line + end);
  }
}
