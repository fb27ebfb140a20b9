package dev.assay.lsp.action;

import dev.assay.build.FileBuild;
import dev.assay.build.Level;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.workspace.tuning.FlagLines;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.TextEdit;

/**
 * In C and C++: has the project build the file with {@code -Oz}, where that makes less code of it than now.
 * Either in {@code compile_flags.txt}, if that is what the project goes by, or in the nearest {@code CMakeLists.txt}.
 */
final class BuildForSize implements Action {
  /** What the file is to be built with. */
  static final List<String> FLAGS = List.of("-Oz");

  private static final String FLAGS_FILE = "compile_flags.txt";
  private static final Pattern LEVEL = Pattern.compile("(?m)^[ \\t]*-O(?:[0-4sgz]|fast)?[ \\t]*$");

  private final ProjectFiles files;
  private final String fileName;

  /**
   * The action.
   *
   * @param files the project's files
   * @param fileName the file that is changed: {@code compile_flags.txt} or {@code CMakeLists.txt}
   */
  BuildForSize(ProjectFiles files, String fileName) {
    this.files = files;
    this.fileName = fileName;
  }

  @Override
  public Optional<Offer> offer(Subject subject) {
    Optional<Level> built = subject.build().own();
    Optional<Path> source = subject.address().file();
    if (!subject.language().isCompiled() || built.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> file = files.nearest(source.get(), fileName);
    Optional<Path> database = files.database(source.get());
    boolean isFlags = fileName.equals(FLAGS_FILE);
    if (file.isEmpty() || isFlags == database.isPresent()) {
      return Optional.empty(); // with a database, compile_flags.txt is not used; without, CMake says no level
    }
    return ProjectFiles.text(file.get()).flatMap(text -> {
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

  /** The last level counts, so that is the one to change. */
  private static Optional<TextEdit> flags(TextSnapshot text) {
    Optional<int[]> last = LEVEL.matcher(text.text()).results().map(found -> new int[]{found.start(), found.end()})
        .reduce((first, second) -> second);
    return last.isPresent() ? Optional.of(Texts.replace(text, last.get()[0], last.get()[1], "-Oz"))
        : Optional.of(ProjectFiles.appended(text, "-Oz"));
  }

  private static Optional<TextEdit> cmake(TextSnapshot text, Path lists, Path source) {
    Optional<String> line = ProjectFiles.cmakeName(lists, source).map(named -> FlagLines.cmakeSource(named, FLAGS));
    return line.filter(wanted -> !text.text().contains(wanted)).map(wanted -> ProjectFiles.appended(text, wanted));
  }
}
