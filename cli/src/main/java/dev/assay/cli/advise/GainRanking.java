package dev.assay.cli.advise;

import dev.assay.advice.BuildFigures;
import dev.assay.advice.LevelFigures;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Style;
import dev.assay.workspace.wording.BuildWords;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The units that would gain most: by the bytes of code that the best that was found saves over their own build, or,
 * where that is not known, over the first level that was measured.
 */
final class GainRanking {
  /** In fewer columns there is no room for what was compared. */
  private static final int NARROW = 66;
  private static final int TOP = 10;

  private final List<Gain> gains = new ArrayList<>();

  private record Gain(FileUnit unit, long before, long after, String over) {
    long saved() {
      return before - after;
    }
  }

  /** Takes a unit into account; only the best are kept. */
  void add(FileUnit unit, UnitAdvice known) {
    known.build().ifPresent(build -> {
      Optional<LevelFigures> before = BuildWords.reference(build);
      OptionalLong from = before.map(BuildWords::bytes).orElse(OptionalLong.empty());
      OptionalLong to = build.best().map(BuildFigures.Best::bytes).orElse(OptionalLong.empty());
      if (from.isPresent() && to.isPresent()) {
        add(new Gain(unit, from.getAsLong(), to.getAsLong(), before.get().name()));
      }
    });
  }

  private void add(Gain gain) {
    if (gain.saved() > 0) {
      gains.add(gain);
      gains.sort(Comparator.comparingLong(Gain::saved).reversed()); // stable: the first found stays first among equals
      if (gains.size() > TOP) {
        gains.remove(TOP);
      }
    }
  }

  /** Whether no unit gains. */
  boolean isEmpty() {
    return gains.isEmpty();
  }

  /** The ranking. */
  List<String> lines(Style style, int width, String noun) {
    boolean narrow = width < NARROW;
    int rest = columns(narrow, 0, 0).width();
    int names = Math.max(width - rest, 20);
    Columns columns = columns(narrow, names / 2, names - names / 2);
    List<String> lines = new ArrayList<>();
    String title = "The " + noun + "s that would gain most";
    String by = "by bytes of code saved:";
    lines.addAll(narrow ? List.of(style.bold(title) + ",", by) : List.of(style.bold(title) + ", " + by));
    lines.add(style.dim(columns.titles()));
    for (Gain gain : gains) {
      Columns.Row row = new Columns.Row().cell(Long.toString(gain.saved()), style::good)
          .cell(Figures.change(gain.before, gain.after));
      if (!narrow) {
        row.cell(gain.over).cell(Long.toString(gain.before)).cell(Long.toString(gain.after));
      }
      lines.add(columns.line(row.cell(gain.unit.displayName()).cell(gain.unit.where())));
    }
    return lines;
  }

  private static Columns columns(boolean narrow, int name, int where) {
    if (narrow) {
      return new Columns().number("saved", 6).number("change", 8).text("function", name).path("where", where);
    }
    return new Columns().number("saved", 6).number("change", 8).text("over", 8).number("from", 6).number("to", 6)
        .text("function", name).path("where", where);
  }
}
