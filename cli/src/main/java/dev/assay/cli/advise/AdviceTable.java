package dev.assay.cli.advise;

import dev.assay.advice.Advice;
import dev.assay.advice.Figure;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Numbers;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.workspace.wording.Figures;
import java.util.function.UnaryOperator;

/** Advice for many units: a row each, under the name of their file. */
final class AdviceTable {
  private static final int NARROW = 100;

  private final Style style;
  private final boolean wide;
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
    this.wide = width >= NARROW;
    this.predicted = predicted && wide;
    int source = wide ? 22 : 12;
    int rest = columns(0, source).width();
    this.nameWidth = Math.max(width - rest, 10);
    this.columns = columns(nameWidth, source);
  }

  private Columns columns(int name, int source) {
    Columns made = new Columns().text("  function", name).number("given", 6).number("built", 10).number("-Oz", 6);
    if (predicted) {
      made.number("predicted", 9);
    }
    made.number("best", 6).number("change", 8);
    if (wide) {
      made.number("bytes", 8);
    }
    return made.text("found by", source);
  }

  /** The line of titles. */
  String titles() {
    return style.bold(columns.titles());
  }

  /** A unit's row, below its file's name where that is a new one. */
  String row(FileUnit unit, Advice advice) {
    int given = advice.asGiven().instructions();
    int best = advice.pipeline().map(pipeline -> pipeline.figure().instructions()).orElse(given);
    Columns.Row row = new Columns.Row().cell("  " + name(unit)).cell(Integer.toString(given))
        .cell(advice.built().map(built -> built.figure().instructions() + " " + built.level().flag()).orElse("-"))
        .cell(advice.oz().map(oz -> Integer.toString(oz.instructions())).orElse("-"));
    if (predicted) {
      row.cell(advice.prediction().map(prediction -> Figures.percent(-prediction.ozBenefit())).orElse("-"));
    }
    row.cell(advice.pipeline().isPresent() ? Integer.toString(best) : "-").cell(
        advice.pipeline().isPresent() ? Figures.change(given, best) : "-",
        best < given ? style::good : UnaryOperator.identity());
    if (wide) {
      row.cell(advice.pipeline().map(pipeline -> bytes(advice.asGiven(), pipeline.figure())).orElse("-"));
    }
    row.cell(found(advice));
    return heading(unit) + columns.line(row);
  }

  /** The name is cut, not its line: that is what it is found by. */
  private String name(FileUnit unit) {
    String line = unit.line() > 0 ? ":" + unit.line() : "";
    return TextWidth.cut(TextWidth.printable(unit.name()), Math.max(nameWidth - 2 - line.length(), 1)) + line;
  }

  private String heading(FileUnit unit) {
    if (unit.file().equals(file)) {
      return "";
    }
    file = unit.file();
    return style.dim(TextWidth.cutFront(TextWidth.printable(file), columns.width())) + "\n";
  }

  private static String bytes(Figure given, Figure best) {
    return Numbers.change(given.codeBytes(), best.codeBytes());
  }

  private static String found(Advice advice) {
    String source = advice.pipeline().map(Advice.Pipeline::source).orElse("");
    int failed = advice.probes().failed();
    return failed == 0 ? source : failed + " failed" + (source.isEmpty() ? "" : ", " + source);
  }
}
