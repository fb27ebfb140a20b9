package dev.assay.lsp.hover;

import dev.assay.lsp.analysis.TunedDocument;
import dev.assay.workspace.tuning.FunctionRow;
import dev.assay.workspace.tuning.TunedWords;
import dev.assay.workspace.wording.Figures;
import java.util.List;
import java.util.Optional;

/** What tuning a file makes of one of its functions, for its hover. Pure. */
final class TunedText {
  private TunedText() {}

  /**
   * The lines.
   *
   * @param symbol the function's
   */
  static List<String> lines(TunedDocument tuned, String symbol) {
    if (tuned.keptAsIs().isPresent()) {
      return List.of("Tuned: the file stays as the compiler makes it: " + tuned.keptAsIs().get() + ".");
    }
    String words = tuned.options().objective().words();
    if (!tuned.isSmaller()) {
      return List.of("Tuned: nothing makes the file smaller than its own flags (" + Figures.grouped(tuned.builtBytes())
          + " " + words + ", " + Figures.count(tuned.trials().size(), "way") + " tried).");
    }
    String file = Figures.grouped(tuned.builtBytes()) + " → " + Figures.grouped(tuned.tunedBytes()) + " " + words;
    return List.of(
        "Tuned: in its file "
            + tuned.function(symbol).flatMap(TunedText::change).map(change -> change + ", ").orElse("") + "with "
            + TunedWords.flags(tuned.way()) + " (" + tuned.way().label() + ") for the whole file, " + file + ".",
        TunedWords.meaning(tuned.way()));
  }

  private static Optional<String> change(FunctionRow row) {
    if (row.own().isEmpty()) {
      return Optional.empty();
    }
    String before = Figures.grouped(row.own().getAsLong());
    return Optional.of(row.best().isEmpty() ? before + " bytes → no code of its own"
        : before + " → " + Figures.grouped(row.best().getAsLong()) + " bytes");
  }
}
