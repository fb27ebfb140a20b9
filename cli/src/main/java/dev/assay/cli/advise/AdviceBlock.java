package dev.assay.cli.advise;

import dev.assay.advice.Advice;
import dev.assay.advice.Figure;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Numbers;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.encoder.Prediction;
import dev.assay.probe.Outcome;
import dev.assay.workspace.wording.Figures;
import dev.assay.workspace.wording.Predictions;
import dev.assay.workspace.wording.Tried;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Advice for one unit as a block of lines. */
final class AdviceBlock {
  private static final int LABEL = 12;
  private static final String INDENT = "  ";
  private static final String MEASURED = "measured: ";
  private static final String PREDICTED = "predicted: ";

  private final Style style;
  private final int width;

  AdviceBlock(Style style, int width) {
    this.style = style;
    this.width = width;
  }

  /** The block of a unit, with an empty line after it. */
  String of(FileUnit unit, Advice advice, boolean measured) {
    List<String> lines = new ArrayList<>();
    lines.add(heading(unit));
    if (measured) {
      addSizes(lines, advice);
      addFindings(lines, advice);
    } else {
      lines.add(item("as given", advice.asGiven().instructions() + " IR instructions"));
      addPredictions(lines, advice);
    }
    Set<String> notes = new LinkedHashSet<>(unit.notes());
    notes.addAll(advice.notes());
    notes.forEach(note -> lines.add(style.dim(item("note", note))));
    return String.join("\n", lines) + "\n";
  }

  private String heading(FileUnit unit) {
    String where = TextWidth.printable(unit.where());
    String name = TextWidth.printable(unit.name());
    if (name.equals(where)) {
      return style.bold(TextWidth.cutFront(name, width));
    }
    int room = Math.max(width / 2, width - TextWidth.of(where) - INDENT.length());
    String cut = TextWidth.cut(name, room);
    String otherFile = unit.otherSource().isPresent() ? " (" + TextWidth.printable(unit.file()) + ")" : "";
    return style.bold(cut) + INDENT + style
        .dim(TextWidth.cutFront(where + otherFile, Math.max(width / 3, width - TextWidth.of(cut) - INDENT.length())));
  }

  private void addSizes(List<String> lines, Advice advice) {
    Columns columns = new Columns().text("", LABEL).number("IR instr.", 9).number("change", 8).number("code bytes", 10)
        .number("change", 8);
    lines.add(INDENT + style.dim(columns.titles()));
    Figure given = advice.asGiven();
    lines.add(given(columns, given));
    advice.built().ifPresent(built -> lines.add(size(columns, "built " + built.level().flag(), given, built.figure())));
    advice.oz().ifPresent(oz -> lines.add(size(columns, "-Oz", given, oz)));
    advice.pipeline().ifPresent(best -> lines.add(size(columns, "best found", given, best.figure())));
  }

  private static String given(Columns columns, Figure given) {
    return INDENT + columns.line(new Columns.Row().cell("as given").cell(Integer.toString(given.instructions()))
        .cell("").cell(Numbers.count(given.codeBytes())).cell(""));
  }

  private String size(Columns columns, String label, Figure given, Figure figure) {
    int bytesMore = given.codeBytes().isEmpty() || figure.codeBytes().isEmpty() ? 0
        : figure.codeBytes().getAsInt() - given.codeBytes().getAsInt();
    return INDENT + columns.line(new Columns.Row().cell(label).cell(Integer.toString(figure.instructions()))
        .cell(Figures.change(given.instructions(), figure.instructions()),
            look(figure.instructions() - given.instructions()))
        .cell(Numbers.count(figure.codeBytes()))
        .cell(Numbers.change(given.codeBytes(), figure.codeBytes()), look(bytesMore)));
  }

  private UnaryOperator<String> look(int difference) {
    return difference < 0 ? style::good : difference > 0 ? style::bad : UnaryOperator.identity();
  }

  private void addFindings(List<String> lines, Advice advice) {
    addBestPass(lines, advice);
    if (advice.pipeline().isPresent()) {
      Advice.Pipeline pipeline = advice.pipeline().get();
      boolean buildIsSmaller =
          advice.built().isPresent() && advice.built().get().figure().instructions() < pipeline.figure().instructions();
      lines.add(item("pipeline",
          pipeline.passes() + "  (" + pipeline.source() + (buildIsSmaller ? "; the own build is smaller" : "") + ")"));
    } else if (advice.isComplete()) {
      lines.add(item("pipeline", Tried.noneSmaller(tried(advice))));
    }
    lines.add(item("probes", probes(advice.probes())));
  }

  /** Without a prediction beside it, a measurement needs no word that says so. */
  private static void addBestPass(List<String> lines, Advice advice) {
    if (advice.prediction().isEmpty()) {
      advice.bestPass().ifPresent(best -> lines.add(item("best pass", bestPass(advice, best))));
      return;
    }
    Prediction prediction = advice.prediction().get();
    lines.add(
        item("best pass", advice.bestPass().map(best -> MEASURED + bestPass(advice, best)).orElse("not measured")));
    lines.add(item("", PREDICTED + Predictions.likeliest(prediction)));
    String oz = Figures.percent(-prediction.ozBenefit());
    lines.add(item("-Oz",
        advice.oz()
            .map(figure -> MEASURED + Figures.change(advice.asGiven().instructions(), figure.instructions()) + ", ")
            .orElse("") + PREDICTED + oz));
  }

  private void addPredictions(List<String> lines, Advice advice) {
    advice.prediction().ifPresent(prediction -> {
      lines.add(item("best pass", PREDICTED + Predictions.likeliest(prediction)));
      lines.add(item("-Oz", PREDICTED + Figures.percent(-prediction.ozBenefit())));
      lines.add(item("probes", probes(advice.probes())));
    });
  }

  private static List<Outcome> tried(Advice advice) {
    return Stream.concat(advice.probes().rows().stream(), advice.passOutcomes().stream()).toList();
  }

  private static String bestPass(Advice advice, Advice.BestPass best) {
    int given = advice.asGiven().instructions();
    if (best.instructions() >= given) {
      return Tried.noneSmaller(advice.passOutcomes());
    }
    String caution = best.pass().isSuggestable() ? "" : "; not suggested: " + best.pass().caution();
    return best.pass().name() + " leaves " + best.instructions() + " (" + Figures.change(given, best.instructions())
        + ")" + caution;
  }

  private String probes(Advice.Probes probes) {
    String run = probes.run() + " run in " + Numbers.milliseconds(probes.milliseconds());
    return probes.failed() == 0 ? run
        : run + ", " + style.bad(probes.failed() + " failed") + ": " + String.join("; ", probes.failures());
  }

  /** A label and its text. Text is not cut: pipelines are there to be copied. */
  private static String item(String label, String text) {
    return INDENT + TextWidth.left(label, LABEL) + INDENT + text;
  }
}
