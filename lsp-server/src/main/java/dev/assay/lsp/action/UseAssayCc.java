package dev.assay.lsp.action;

import dev.assay.lsp.action.ProjectFiles.BuildFile;
import dev.assay.lsp.analysis.TunedDocument;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.tune.Tested;
import dev.assay.workspace.tuning.TunedWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.TextEdit;

/**
 * In C and C++, once the file was tuned: has the project compile through {@code assay cc}, which makes every object as
 * small as the library can and needs no flags that the project's own compiler would have to know. CMake and Make.
 */
final class UseAssayCc implements Action {
  private static final String LAUNCHER = "_COMPILER_LAUNCHER";

  private final ProjectFiles files;

  UseAssayCc(ProjectFiles files) {
    this.files = files;
  }

  @Override
  public Optional<Offer> offer(Subject subject) {
    Optional<TunedDocument> tuned = TunedGain.of(subject);
    Optional<Path> source = subject.address().file();
    Optional<BuildFile> inner = source.flatMap(files::buildFile);
    if (tuned.isEmpty() || inner.isEmpty()) {
      return Optional.empty();
    }
    BuildFile file = files.outermost(source.get(), inner.get());
    // What was found with entries that are not vetted, assay cc finds only if it is told to.
    Tested tested = tuned.get().way().tested();
    String require = tested == Tested.VETTED ? "" : "--require=" + TunedWords.word(tested);
    Optional<TextEdit> edit = switch (file.system()) {
      case CMAKE -> cmake(file.text(), require);
      case MAKE -> make(file.text(), subject.language() == Language.CPLUSPLUS, require);
      case MESON -> Optional.empty(); // its compilers are said outside the project, in a native file
    };
    return edit.map(change -> new Offer(
        "compile the project through assay cc in " + file.name() + " (measured on " + subject.address().name()
            + " alone, as clang compiles it: " + TunedGain.words(tuned.get()) + ")",
        file.path().toUri().toString(), List.of(change)));
  }

  /** Nothing changes for those who do not have Assay. */
  private static Optional<TextEdit> cmake(TextSnapshot text, String require) {
    if (text.text().contains(LAUNCHER)) {
      return Optional.empty();
    }
    String words = "cc;" + (require.isEmpty() ? "" : require + ";") + "--";
    return ProjectFiles.afterProject(text, "find_program(ASSAY assay)", "if(ASSAY)",
        "  set(CMAKE_C" + LAUNCHER + " \"${ASSAY};" + words + "\")",
        "  set(CMAKE_CXX" + LAUNCHER + " \"${ASSAY};" + words + "\")", "endif()");
  }

  private static Optional<TextEdit> make(TextSnapshot text, boolean isCplusplus, String require) {
    String variable = isCplusplus ? "CXX" : "CC";
    String prefix = "assay cc " + (require.isEmpty() ? "" : require + " ") + "-- ";
    Matcher set = Pattern.compile("(?m)^" + variable + "[ \\t]*[:?]?=[ \\t]*(?<compiler>[^\\s#][^#\\r\\n]*)")
        .matcher(text.text());
    if (set.find()) {
      return set.group("compiler").contains("assay cc") ? Optional.empty()
          : Optional.of(Texts.insert(text, set.start("compiler"), prefix));
    }
    return Optional
        .of(Texts.insert(text, 0, variable + " = " + prefix + (isCplusplus ? "c++" : "cc") + Texts.lineEnd(text)));
  }
}
