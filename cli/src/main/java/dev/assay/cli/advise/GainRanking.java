package dev.assay.cli.advise;

import dev.assay.advice.Advice;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Style;
import dev.assay.workspace.wording.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The units that would gain most: by the instructions that the best pipeline saves over what their own build leaves,
 * or, where that is not known, over what the optimiser is given.
 */
final class GainRanking {
  private static final int TOP = 10;

  private final List<Gain> gains = new ArrayList<>();

  private record Gain(FileUnit unit, int before, int after, String over) {
    int saved() {
      return before - after;
    }
  }

  /** Takes a unit into account; only the best are kept. */
  void add(FileUnit unit, Advice advice) {
    if (advice.pipeline().isEmpty()) {
      return;
    }
    int after = advice.pipeline().get().figure().instructions();
    Gain gain = advice.built().map(built -> new Gain(unit, built.figure().instructions(), after, built.level().flag()))
        .orElseGet(() -> new Gain(unit, advice.asGiven().instructions(), after, "input"));
    if (gain.saved() > 0) {
      gains.add(gain);
      gains.sort(Comparator.comparingInt(Gain::saved).reversed()); // stable: the first found stays first among equals
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
    int rest = columns(0, 0).width();
    int names = Math.max(width - rest, 20);
    Columns columns = columns(names / 2, names - names / 2);
    List<String> lines = new ArrayList<>();
    lines.add(style.bold("The " + noun + "s that would gain most") + ", by IR instructions saved over");
    lines.add(over() + ":");
    lines.add(style.dim(columns.titles()));
    for (Gain gain : gains) {
      lines.add(columns.line(new Columns.Row().cell(Integer.toString(gain.saved()), style::good)
          .cell(Figures.change(gain.before, gain.after)).cell(gain.over).cell(Integer.toString(gain.before))
          .cell(Integer.toString(gain.after)).cell(gain.unit.name()).cell(gain.unit.where())));
    }
    return lines;
  }

  private String over() {
    boolean anyInput = gains.stream().anyMatch(gain -> gain.over.equals("input"));
    boolean anyBuilt = gains.stream().anyMatch(gain -> !gain.over.equals("input"));
    return anyInput && anyBuilt ? "their own build, or over the input where no build is known"
        : anyBuilt ? "their own build" : "the input, as no build of theirs is known";
  }

  private static Columns columns(int name, int where) {
    return new Columns().number("saved", 6).number("change", 8).text("over", 5).number("from", 6).number("to", 6)
        .text("function", name).path("where", where);
  }
}
