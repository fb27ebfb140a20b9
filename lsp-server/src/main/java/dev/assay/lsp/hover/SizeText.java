package dev.assay.lsp.hover;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.LevelFigures;
import dev.assay.build.InFile;
import dev.assay.lsp.analysis.FunctionFigures;
import dev.assay.workspace.wording.BuildWords;
import dev.assay.workspace.wording.Figures;
import java.util.Optional;
import java.util.OptionalLong;

/** The first sentence of a hover: how large a function is in the user's build, and how large it could be. Pure. */
final class SizeText {
  private static final String ALONE = " alone)";

  private SizeText() {}

  /** For example {@code 203 bytes as built, 180 possible}; IR instructions while there are no bytes. */
  static String sentence(FunctionFigures function) {
    Optional<LevelFigures> level = function.build().flatMap(BuildWords::reference);
    OptionalLong alone = level.map(BuildWords::bytes).orElse(OptionalLong.empty());
    if (level.isEmpty() || alone.isEmpty()) {
      return Figures.count(function.unit().instructionCount(), "IR instruction");
    }
    BuildFigures build = function.build().orElseThrow();
    String now = now(level.get(), alone.getAsLong());
    String possible = possible(build, function);
    // The best is of the function alone, and its file may do better by knowing the callers.
    return now + " " + as(build, level.get()) + possible + (now.endsWith(ALONE) && !possible.isEmpty() ? " alone" : "");
  }

  private static String now(LevelFigures level, long alone) {
    return switch (level.inFile()) {
      case InFile.Bytes there when there.bytes() == alone -> Figures.count(alone, "byte");
      case InFile.Bytes there -> Figures.count(there.bytes(), "byte") + " (" + alone + ALONE;
      case InFile.Inlined inlined -> "inlined (" + alone + ALONE;
      case InFile.Dropped dropped -> "dropped (" + alone + ALONE;
      case InFile.Unknown unknown -> Figures.count(alone, "byte");
    };
  }

  private static String as(BuildFigures build, LevelFigures level) {
    return level.level().isEmpty() ? "as given" : level.level().equals(build.own()) ? "as built" : "at " + level.name();
  }

  private static String possible(BuildFigures build, FunctionFigures function) {
    if (BuildWords.isSmallerFound(build)) {
      BuildFigures.Best best = build.best().orElseThrow();
      return ", " + (best.bytes().isPresent() ? best.bytes().getAsLong() : best.instructions() + " IR instructions")
          + " possible";
    }
    return function.isBuildComplete() && build.best().isPresent() ? ", nothing smaller found" : "";
  }
}
