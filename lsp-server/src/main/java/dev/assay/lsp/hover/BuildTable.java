package dev.assay.lsp.hover;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.LevelFigures;
import dev.assay.build.OwnCompiler;
import dev.assay.lsp.analysis.TunedDocument;
import dev.assay.workspace.tuning.FunctionRow;
import dev.assay.workspace.wording.BuildWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The table of a function's sizes in the user's build: a row a level, and one for the smallest. Pure. */
final class BuildTable {
  private static final String MEASURING = "measuring…";
  private static final String NONE = "-";

  private BuildTable() {}

  /**
   * The table.
   *
   * @param build what has been measured so far
   * @param own what the project's own compiler makes of its file, where that is known
   * @param tuned what tuning its file came to, where that is known
   * @param symbol the function's symbol
   * @param isComplete whether nothing more comes
   * @return rows of equal length; where there are no bytes at all, a table of IR instructions
   */
  static List<List<String>> of(Optional<BuildFigures> build, Optional<OwnCompiler.Compiled> own,
      Optional<TunedDocument> tuned, String symbol, boolean isComplete) {
    List<List<String>> rows = new ArrayList<>();
    boolean hasBytes = build.isEmpty() || build.get().target().problem().isEmpty();
    rows.add(row(hasBytes, hasBytes ? "bytes" : "", "in its file", "alone", "IR instructions"));
    List<LevelFigures> levels = build.map(BuildFigures::levels).orElse(List.of());
    for (LevelFigures level : levels) {
      rows.add(row(hasBytes, BuildWords.label(build.get(), level), BuildWords.inFile(level.inFile()),
          number(BuildWords.bytes(level)), number(level.instructions())));
    }
    if (hasBytes && !levels.isEmpty()) {
      own.ifPresent(made -> rows.add(2, row(true, made.label(), number(made.bytes(symbol)), "", "")));
    }
    if (hasBytes) {
      tuned.filter(TunedDocument::isSmaller).ifPresent(found -> rows.add(row(true, "tuned " + found.way().label(),
          number(found.function(symbol).map(FunctionRow::best).orElse(OptionalLong.empty())), "", "")));
    }
    Optional<BuildFigures.Best> best = build.flatMap(BuildFigures::best);
    if (!isComplete) {
      String soFar = best.map(found -> hasBytes ? number(found.bytes()) : "" + found.instructions()).orElse("");
      String growing = (soFar + " " + MEASURING).strip();
      rows.add(row(hasBytes, "best found", "", growing, hasBytes ? "" : growing));
    } else {
      best.ifPresent(found -> rows
          .add(row(hasBytes, "best found", "", number(found.bytes()), Integer.toString(found.instructions()))));
    }
    return rows;
  }

  private static List<String> row(boolean hasBytes, String label, String inFile, String alone, String instructions) {
    return hasBytes ? List.of(label, inFile, alone, instructions) : List.of(label, instructions);
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : NONE;
  }

  private static String number(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : NONE;
  }
}
