package dev.assay.lsp.action;

import dev.assay.build.Made;
import dev.assay.lsp.action.ProjectFiles.BuildFile;
import dev.assay.lsp.action.ProjectFiles.BuildSystem;
import dev.assay.lsp.analysis.TunedDocument;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.workspace.tuning.FlagFormat;
import dev.assay.workspace.tuning.FlagLines;
import dev.assay.workspace.tuning.TunedWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.TextEdit;

/**
 * In C and C++, once the file was tuned: has the project build it with the flags that make it smallest. Offered where
 * the project's compiler is a clang, and takes the flags where the user lets Assay ask it.
 */
final class TunedFlags implements Action {
  private static final String FLAGS = "compile_flags.txt";
  private static final int OLDEST_KNOWN_CLANG = 13;

  private final ProjectFiles files;
  private final Where where;

  /** What the flags are set for. */
  enum Where {
    /** This source alone: CMake, Make. */
    SOURCE,
    /** All that is built with it: a target of CMake, a project of Meson, all that a compile_flags.txt is for. */
    TARGET
  }

  /** What is changed, and how that is said. */
  private record Change(Path file, TextEdit edit, String what) {}

  TunedFlags(ProjectFiles files, Where where) {
    this.files = files;
    this.where = where;
  }

  @Override
  public Optional<Offer> offer(Subject subject) {
    Optional<TunedDocument> tuned = TunedGain.of(subject);
    Optional<Path> source = subject.address().file();
    if (tuned.isEmpty() || source.isEmpty() || !TunedGain.isClang(subject.command())) {
      return Optional.empty();
    }
    List<String> options = TunedWords.options(tuned.get().way());
    if (options.equals(BuildForSize.FLAGS)) {
      return Optional.empty(); // BuildForSize offers that, tuned or not
    }
    return change(subject, source.get(), options).filter(change -> isTaken(subject, options))
        .map(change -> new Offer(
            "build " + change.what + " with " + TunedWords.flags(tuned.get().way()) + " in " + change.file.getFileName()
                + " (" + of(subject) + TunedGain.words(tuned.get()) + needed(tuned.get()) + ")",
            change.file.toUri().toString(), List.of(change.edit)));
  }

  /** What was measured is one file; where more are built so, that is said. */
  private String of(Subject subject) {
    return where == Where.TARGET ? "measured on " + subject.address().name() + " alone: " : "";
  }

  private static String needed(TunedDocument tuned) {
    int oldest = TunedWords.oldestClang(tuned.way());
    return oldest > OLDEST_KNOWN_CLANG ? "; needs clang " + oldest : "";
  }

  private static boolean isTaken(Subject subject, List<String> options) {
    Optional<Made<List<String>>> refused = subject.build().refusedByOwnCompiler(options, subject.cancellation());
    return refused.isEmpty() || refused.get().value().filter(List::isEmpty).isPresent();
  }

  private Optional<Change> change(Subject subject, Path source, List<String> options) {
    boolean isCplusplus = subject.language() == Language.CPLUSPLUS;
    String name = subject.address().name();
    Optional<Path> flags = files.nearest(source, FLAGS);
    if (flags.isPresent() && files.database(source).isEmpty()) {
      return where == Where.SOURCE ? Optional.empty() : ProjectFiles.text(flags.get())
          .flatMap(text -> compileFlags(text, options)).map(edit -> new Change(flags.get(), edit, "everything"));
    }
    Optional<BuildFile> found = files.buildFile(source);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    BuildFile file = found.get();
    if (where == Where.SOURCE) {
      return switch (file.system()) {
        case CMAKE -> ProjectFiles.cmakeName(file.path(), source).map(named -> FlagLines.cmakeSource(named, options))
            .flatMap(line -> appended(file, line)).map(edit -> new Change(file.path(), edit, name));
        case MAKE -> object(file, source).map(object -> FlagLines.makeObject(object, isCplusplus, options))
            .flatMap(line -> appended(file, line)).map(edit -> new Change(file.path(), edit, name));
        case MESON -> Optional.empty();
      };
    }
    if (file.system() == BuildSystem.CMAKE) {
      return target(file, source).flatMap(target -> appended(file, FlagLines.cmakeTarget(target, options))
          .map(edit -> new Change(file.path(), edit, "target " + target)));
    }
    if (file.system() == BuildSystem.MESON) {
      BuildFile top = files.outermost(source, file);
      String line = FlagLines.meson(isCplusplus, options);
      return top.text().text().contains(line) ? Optional.empty()
          : ProjectFiles.afterProject(top.text(), line).map(edit -> new Change(top.path(), edit, "the project"));
    }
    return Optional.empty();
  }

  private static Optional<TextEdit> appended(BuildFile file, String line) {
    return file.text().text().contains(line) ? Optional.empty() : Optional.of(ProjectFiles.appended(file.text(), line));
  }

  private static Optional<TextEdit> compileFlags(TextSnapshot text, List<String> options) {
    List<String> lines = FlagFormat.COMPILE_FLAGS.lines(options);
    String block = String.join(Texts.lineEnd(text), lines);
    return text.text().contains(block) ? Optional.empty()
        : Optional.of(ProjectFiles.appended(text, lines.toArray(String[]::new)));
  }

  /** The object of a source as a makefile names it; where it names none, the usual one. */
  private static Optional<String> object(BuildFile file, Path source) {
    String relative = ProjectFiles.relative(file.path(), source);
    int dot = relative.lastIndexOf('.');
    if (dot < 0 || !relative.matches("[A-Za-z0-9_./+-]+")) {
      return Optional.empty();
    }
    String usual = relative.substring(0, dot) + ".o";
    String name = usual.substring(usual.lastIndexOf('/') + 1);
    Matcher written = Pattern
        .compile(
            "(?<![A-Za-z0-9_.+-])[A-Za-z0-9_./+-]*(?<![A-Za-z0-9_.+-])" + Pattern.quote(name) + "(?![A-Za-z0-9_./+-])")
        .matcher(file.text().text());
    return Optional.of(written.find() ? written.group() : usual);
  }

  /** The target that a source is named in. */
  private static Optional<String> target(BuildFile file, Path source) {
    String relative = Pattern.quote(ProjectFiles.relative(file.path(), source));
    Matcher call = Pattern.compile("(?is)\\badd_(?:executable|library)\\s*\\(\\s*([A-Za-z0-9_.+-]+)([^)]*)\\)")
        .matcher(file.text().text());
    Pattern named = Pattern.compile("(?<![A-Za-z0-9_./+-])" + relative + "(?![A-Za-z0-9_./+-])");
    while (call.find()) {
      if (named.matcher(call.group(2)).find()) {
        return Optional.of(call.group(1));
      }
    }
    return Optional.empty();
  }
}
