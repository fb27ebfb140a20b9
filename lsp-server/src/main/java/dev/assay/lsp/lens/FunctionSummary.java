package dev.assay.lsp.lens;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.LevelFigures;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.lsp.analysis.FunctionFigures;
import dev.assay.lsp.analysis.TunedDocument;
import dev.assay.lsp.similar.SimilarFunctionLookup.Similar;
import dev.assay.workspace.tuning.TunedWords;
import dev.assay.workspace.wording.BuildWords;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a function in one short line, for example {@code 203 B built · -Oz 187 B · best 180 B · 4 similar}.
 * Pure.
 */
public final class FunctionSummary {
  private static final String SEPARATOR = " · ";
  private static final String MEASURING = "measuring…";

  private FunctionSummary() {}

  /**
   * The line.
   *
   * @param function what has been measured so far
   * @param similar how many functions are like it, where that is known
   */
  public static String of(FunctionFigures function, Optional<Similar> similar) {
    List<String> parts = new ArrayList<>();
    if (function.failure().isPresent()) {
      parts.add("cannot be measured");
    } else {
      function.build().ifPresent(build -> parts.addAll(sizes(build, function.isBuildComplete())));
      function.tuned().flatMap(tuned -> tuned(tuned, function.unit().name())).ifPresent(parts::add);
      if (!function.isComplete()) {
        parts.add(MEASURING);
      }
    }
    similar.filter(found -> found.count() > 0)
        .ifPresent(found -> parts.add(found.count() + (found.isMore() ? "+" : "") + " similar"));
    return parts.isEmpty() ? Figures.count(function.unit().instructionCount(), "IR instruction")
        : String.join(SEPARATOR, parts);
  }

  private static List<String> sizes(BuildFigures build, boolean isComplete) {
    List<String> parts = new ArrayList<>();
    Optional<LevelFigures> reference = BuildWords.reference(build);
    reference.ifPresent(level -> parts.add(now(build, level)));
    build.at(Level.OZ).filter(oz -> !Optional.of(oz).equals(reference))
        .ifPresent(oz -> parts.add(Level.OZ.flag() + " " + alone(oz)));
    if (BuildWords.isSmallerFound(build)) {
      BuildFigures.Best best = build.best().orElseThrow();
      parts.add("best "
          + (best.bytes().isPresent() ? best.bytes().getAsLong() + " B" : Integer.toString(best.instructions())));
    } else if (isComplete && build.best().isPresent()) {
      parts.add("nothing smaller");
    }
    return parts;
  }

  /** What tuning its file makes of the function there, where that is smaller than what its own command does. */
  private static Optional<String> tuned(TunedDocument tuned, String symbol) {
    return tuned.function(symbol).filter(row -> row.own().isPresent() && row.best().isPresent())
        .filter(row -> row.best().getAsLong() < row.own().getAsLong())
        .map(row -> "tuned " + row.best().getAsLong() + " B with " + TunedWords.flags(tuned.way()));
  }

  /** What the function is in its file; other sizes are of the function alone, so that is there, too, if it differs. */
  private static String now(BuildFigures build, LevelFigures level) {
    String as =
        level.level().isEmpty() ? " as given" : level.level().equals(build.own()) ? " built" : " at " + level.name();
    OptionalLong alone = BuildWords.bytes(level);
    if (alone.isEmpty()) {
      return (level.instructions().isPresent() ? Figures.count(level.instructions().getAsInt(), "IR instruction")
          : "not measured") + as;
    }
    String aside = " (" + alone.getAsLong() + " B alone)";
    return switch (level.inFile()) {
      case InFile.Bytes there -> there.bytes() + " B" + as + (there.bytes() == alone.getAsLong() ? "" : aside);
      case InFile.Inlined inlined -> "inlined" + aside;
      case InFile.Dropped dropped -> "dropped" + aside;
      case InFile.Unknown unknown -> alone.getAsLong() + " B" + as;
    };
  }

  private static String alone(LevelFigures level) {
    OptionalLong bytes = BuildWords.bytes(level);
    return bytes.isPresent() ? bytes.getAsLong() + " B"
        : level.instructions().isPresent() ? Integer.toString(level.instructions().getAsInt()) : "-";
  }
}
