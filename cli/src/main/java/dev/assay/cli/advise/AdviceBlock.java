package dev.assay.cli.advise;

import dev.assay.advice.Advice;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.LevelFigures;
import dev.assay.build.Made;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Numbers;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.encoder.Prediction;
import dev.assay.workspace.wording.BuildWords;
import dev.assay.workspace.wording.Figures;
import dev.assay.workspace.wording.Predictions;
import dev.assay.workspace.wording.Tried;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Advice for one unit as a block of lines. */
final class AdviceBlock {
  private static final int LABEL = 12;
  private static final String INDENT = "  ";
  /** In fewer columns there is no room for all figures side by side, nor for text beside its label. */
  private static final int NARROW = 62;
  private static final String MEASURED = "measured: ";
  private static final String PREDICTED = "predicted: ";

  private final Style style;
  private final int width;
  private String file = "";

  AdviceBlock(Style style, int width) {
    this.style = style;
    this.width = width;
  }

  /** The block of a unit, followed by an empty line. */
  String of(FileUnit unit, UnitAdvice known) {
    Advice advice = known.advice();
    List<String> lines = new ArrayList<>();
    if (!unit.file().equals(file)) {
      file = unit.file();
      addFile(lines, unit, known);
    }
    lines.add(heading(unit));
    if (unit.unit().isRenamed()) {
      lines.add(item("symbol", TextWidth.printable(unit.unit().givenSymbol())));
    }
    if (known.build().isPresent()) {
      addBuild(lines, known.build().get(), known.names());
      known.own().flatMap(Made::value)
          .ifPresent(own -> lines.add(item("in its file", BuildWords.own(own, unit.symbol()))));
      addFindings(lines, advice);
    } else {
      lines.add(item("as given", advice.asGiven().instructions() + " IR instructions"));
      addPredictions(lines, advice);
    }
    Set<String> notes = new LinkedHashSet<>(advice.notes());
    known.build().ifPresent(build -> notes.addAll(BuildWords.withoutCode(build)));
    notes.forEach(note -> lines.add(style.dim(item("note", note))));
    return String.join("\n", lines) + "\n";
  }

  /** What belongs to a file is said once, before its functions. */
  private void addFile(List<String> lines, FileUnit unit, UnitAdvice known) {
    List<String> notes = new ArrayList<>(unit.notes());
    known.own().filter(own -> own.value().isEmpty()).ifPresent(own -> notes.add(BuildWords.noOwn(own.reason())));
    if (known.build().isPresent() || !notes.isEmpty()) {
      String name = TextWidth.cutFront(TextWidth.printable(file), width / 2);
      lines.add(style.dim(known.build()
          .map(build -> width < NARROW ? BuildText.heading(file, build, width) : name + "  " + BuildWords.target(build))
          .orElse(name)));
      notes.forEach(note -> lines.add(style.dim(item("note", note))));
    }
  }

  private String heading(FileUnit unit) {
    String where = TextWidth.printable(unit.where());
    String name = TextWidth.printable(unit.displayName());
    if (name.equals(where)) {
      return style.bold(TextWidth.cutFront(name, width));
    }
    int room = Math.max(width / 2, width - TextWidth.of(where) - INDENT.length());
    String cut = TextWidth.cut(name, room);
    String otherFile = unit.otherSource().isPresent() ? " (" + TextWidth.printable(unit.file()) + ")" : "";
    return style.bold(cut) + INDENT + style
        .dim(TextWidth.cutFront(where + otherFile, Math.max(width / 3, width - TextWidth.of(cut) - INDENT.length())));
  }

  private void addBuild(List<String> lines, BuildFigures build, Map<String, String> names) {
    Columns columns =
        width < NARROW ? new Columns().text("bytes", 10).number("in file", 7).number("alone", 7).number("change", 7)
            : new Columns().text("bytes", LABEL).number("in its file", 11).number("alone", 8).number("change", 8)
                .number("IR instr.", 9);
    lines.add(INDENT + style.dim(columns.titles()));
    OptionalLong first = build.levels().stream().map(BuildWords::bytes).findFirst().orElse(OptionalLong.empty());
    for (LevelFigures level : build.levels()) {
      lines.add(size(columns, BuildWords.label(build, level), first, BuildWords.bytes(level),
          BuildWords.inFile(level.inFile()), level.instructions()));
    }
    build.best().ifPresent(best -> {
      lines.add(size(columns, "best found", first, best.bytes(), "", OptionalInt.of(best.instructions())));
      lines.add(item("", BuildWords.how(build)));
      if (!best.passes().isEmpty()) {
        lines.add(item("", best.passes()));
      }
    });
    build.today().flatMap(today -> BuildWords.fate(today.inFile(), symbol -> names.getOrDefault(symbol, symbol)))
        .ifPresent(f -> lines.add(item("in its file", f)));
  }

  private String size(Columns columns, String label, OptionalLong first, OptionalLong bytes, String inFile,
      OptionalInt instructions) {
    boolean isFirst = bytes.equals(first);
    long more = first.isEmpty() || bytes.isEmpty() ? 0 : bytes.getAsLong() - first.getAsLong();
    Columns.Row row = new Columns.Row().cell(label).cell(inFile)
        .cell(bytes.isPresent() ? Long.toString(bytes.getAsLong()) : "-")
        .cell(isFirst || first.isEmpty() || bytes.isEmpty() ? "" : Figures.change(first.getAsLong(), bytes.getAsLong()),
            gainStyle(Long.signum(more)));
    return INDENT + columns.line(width < NARROW ? row : row.cell(Numbers.count(instructions)));
  }

  private UnaryOperator<String> gainStyle(int difference) {
    return difference < 0 ? style::good : difference > 0 ? style::bad : UnaryOperator.identity();
  }

  private void addFindings(List<String> lines, Advice advice) {
    addBestPass(lines, advice);
    if (advice.pipeline().isPresent()) {
      Advice.Pipeline pipeline = advice.pipeline().get();
      lines.add(item("fewest", pipeline.figure().instructions() + " of " + advice.asGiven().instructions()
          + " IR instructions: " + pipeline.passes() + "  (" + pipeline.source() + ")"));
    } else if (advice.isComplete()) {
      lines.add(item("fewest", Tried.noneSmaller(advice)));
    }
    lines.add(item("probes", probes(advice.probes())));
  }

  /** Without a prediction beside it, a measurement needs no word that says so. */
  private void addBestPass(List<String> lines, Advice advice) {
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

  /**
   * A label and its text. Text is not cut: pipelines are there to be copied. In few columns it stands below its label,
   * broken between words.
   */
  private String item(String label, String text) {
    if (width >= NARROW) {
      return INDENT + TextWidth.left(label, LABEL) + INDENT + text;
    }
    List<String> lines = new ArrayList<>(label.isEmpty() ? List.of() : List.of(INDENT + label));
    TextWidth.broken(text, width - 2 * INDENT.length()).forEach(line -> lines.add(INDENT + INDENT + line));
    return String.join("\n", lines);
  }
}
