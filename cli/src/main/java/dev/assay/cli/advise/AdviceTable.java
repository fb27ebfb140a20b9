package dev.assay.cli.advise;

import dev.assay.advice.Advice;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.LevelFigures;
import dev.assay.build.Level;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Numbers;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.workspace.wording.BuildWords;
import dev.assay.workspace.wording.Figures;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** Advice for many units: a row each, under the name of their file. */
final class AdviceTable {
  private static final int WIDE = 100;
  private static final int NARROW = 66;
  private static final String INSTRUCTIONS = "i";

  private final Style style;
  private final boolean wide;
  private final boolean narrow;
  private final boolean predicted;
  private final int nameWidth;
  private final Columns columns;
  private String file = "";

  /**
   * A table.
   *
   * @param width the most columns that it may take
   * @param predicted whether there are predictions to show, where there is room for them
   */
  AdviceTable(Style style, int width, boolean predicted) {
    this.style = style;
    this.wide = width >= WIDE;
    this.narrow = width < NARROW;
    this.predicted = predicted && wide;
    int source = wide ? 22 : 12;
    int rest = columns(0, source).width();
    this.nameWidth = Math.max(width - rest, 10);
    this.columns = columns(nameWidth, source);
  }

  private Columns columns(int name, int source) {
    if (narrow) {
      return new Columns().text("  function", name).number("built", 8).number("best", 6).number("change", 7);
    }
    Columns made = new Columns().text("  function", name).number("built", 10).number("-Oz", 7).number("best", 7)
        .number("change", 8);
    if (wide) {
      made.number("in its file", 11).number("IR -Oz", 7);
    }
    if (predicted) {
      made.number("predicted", 9);
    }
    return made.text("found by", source);
  }

  /** The line of titles. */
  String titles() {
    return style.bold(columns.titles());
  }

  /** A unit's row, below its file's name where that is a new one. */
  String row(FileUnit unit, UnitAdvice known) {
    Advice advice = known.advice();
    BuildFigures build = known.build().orElseThrow();
    Optional<LevelFigures> today = build.today();
    OptionalLong before = today.map(BuildWords::bytes).orElse(OptionalLong.empty());
    if (before.isEmpty()) {
      before = build.levels().stream().findFirst().map(BuildWords::bytes).orElse(OptionalLong.empty());
    }
    OptionalLong best = build.best().map(BuildFigures.Best::bytes).orElse(OptionalLong.empty());
    boolean isBoth = before.isPresent() && best.isPresent();
    Columns.Row row = new Columns.Row().cell("  " + name(unit))
        .cell(today.map(figures -> size(figures) + " " + figures.name()).orElse("-"));
    if (!narrow) {
      row.cell(build.at(Level.OZ).map(AdviceTable::size).orElse("-"));
    }
    row.cell(best.isPresent() ? Long.toString(best.getAsLong())
        : build.best().map(found -> found.instructions() + INSTRUCTIONS).orElse("-"))
        .cell(isBoth ? Figures.change(before.getAsLong(), best.getAsLong()) : "-",
            isBoth && best.getAsLong() < before.getAsLong() ? style::good : UnaryOperator.identity());
    if (wide) {
      row.cell(today.map(figures -> BuildWords.inFile(figures.inFile())).orElse("-"))
          .cell(build.at(Level.OZ).map(figures -> Numbers.count(figures.instructions())).orElse("-"));
    }
    if (predicted) {
      row.cell(advice.prediction().map(prediction -> Figures.percent(-prediction.ozBenefit())).orElse("-"));
    }
    if (!narrow) {
      row.cell(found(advice, build));
    }
    return heading(unit, build) + columns.line(row);
  }

  /** Bytes, or where there are none, instructions, marked so. */
  private static String size(LevelFigures figures) {
    OptionalLong bytes = BuildWords.bytes(figures);
    return bytes.isPresent() ? Long.toString(bytes.getAsLong())
        : figures.instructions().isPresent() ? figures.instructions().getAsInt() + INSTRUCTIONS : "-";
  }

  /** The name is cut, not its line: that is what it is found by. */
  private String name(FileUnit unit) {
    String line = unit.line() > 0 ? ":" + unit.line() : "";
    return TextWidth.cut(TextWidth.printable(unit.displayName()), Math.max(nameWidth - 2 - line.length(), 1)) + line;
  }

  private String heading(FileUnit unit, BuildFigures build) {
    if (unit.file().equals(file)) {
      return "";
    }
    file = unit.file();
    return style.dim(BuildText.heading(file, build, columns.width())) + "\n";
  }

  private static String found(Advice advice, BuildFigures build) {
    String source = build.best().map(BuildFigures.Best::source).orElse("");
    int failed = advice.probes().failed() + build.failed();
    return failed == 0 ? source : failed + " failed" + (source.isEmpty() ? "" : ", " + source);
  }
}
