package dev.assay.cli.index;

import dev.assay.cli.input.FileUnit;
import dev.assay.cli.terminal.Columns;
import dev.assay.cli.terminal.Style;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.SimilarFunction;
import dev.assay.workspace.indexing.FunctionMeasurer;
import dev.assay.workspace.wording.Figures;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Similar functions for people: a row each. */
final class SimilarTable {
  private static final int WIDE = 100;
  private static final int NARROW = 66;
  private static final String UNKNOWN = "-";

  private final Style style;
  private final Map<String, String> names;
  private final boolean wide;
  private final boolean narrow;
  private final boolean isMeasured;
  private final int width;
  private final Columns columns;
  private final Path here = Path.of("").toAbsolutePath().normalize();

  /**
   * A table.
   *
   * @param names the readable name of each mangled symbol
   * @param isMeasured whether anything was measured of any of the functions
   */
  SimilarTable(Style style, int width, Map<String, String> names, boolean isMeasured) {
    this.names = names;
    this.isMeasured = isMeasured;
    this.style = style;
    this.wide = width >= WIDE;
    this.narrow = width < NARROW;
    this.width = width;
    int rest = columns(0, 0).width();
    int room = Math.max(width - rest, 20);
    this.columns = columns(room * 2 / 5, room - room * 2 / 5);
  }

  private Columns columns(int name, int where) {
    if (narrow) {
      return new Columns().number("similar", 7).number("instr.", 6).text("function", name).path("where", where);
    }
    Columns made = new Columns().number("similar", 7).number("by chance", 12).number("instr.", 6);
    if (isMeasured) {
      made.number("-Oz", 7);
    }
    if (isMeasured && wide) {
      made.text("best pass", 18);
    }
    return made.text("function", name).path("where", where);
  }

  /**
   * The whole answer.
   *
   * @param unit the function that was asked about
   * @param indexed how many functions the index has
   * @param minInstructions functions with fewer instructions were left out
   */
  List<String> lines(FileUnit unit, List<SimilarFunction> found, long indexed, int minInstructions) {
    List<String> lines = new ArrayList<>();
    String name = TextWidth.printable(unit.displayName());
    String where = TextWidth.printable(unit.where());
    String size = Figures.count(unit.unit().instructionCount(), "instruction");
    lines.addAll(
        narrow ? List.of(style.bold(TextWidth.cut(name, width)), style.dim(TextWidth.cutFront(where, width)), size)
            : List.of(style.bold(name) + "  " + style.dim(where) + "  " + size));
    lines.add("");
    if (found.isEmpty()) {
      lines.add("The index has no other function"
          + (minInstructions > 0 ? " of at least " + Figures.count(minInstructions, "instruction") : "") + ".");
      return lines;
    }
    lines.add(style.bold(columns.titles()));
    found.forEach(row -> lines.add(line(row)));
    lines.add("");
    String of = "Of " + Figures.grouped(indexed) + " functions indexed.";
    lines.add(style.dim(narrow ? of : of + " By chance: of random pairs of such sizes, how many are as similar."));
    if (!narrow) {
      lines.add(style.dim(isMeasured ? "Changes are measured: IR instructions."
          : "What -Oz and single passes leave of them was not measured; 'assay index --measure' does."));
    }
    return lines;
  }

  private String line(SimilarFunction row) {
    FunctionBody body = row.body();
    FunctionPlace place = row.places().get(0);
    String more = row.placeCount() > 1 ? " +" + (row.placeCount() - 1) : "";
    String name = names.getOrDefault(place.key().name(), place.key().name()) + more;
    if (narrow) {
      return columns.line(new Columns.Row().cell(Figures.similarity(row.similarity()))
          .cell(Integer.toString(body.instructions())).cell(name).cell(where(place)));
    }
    Columns.Row cells = new Columns.Row().cell(Figures.similarity(row.similarity()))
        .cell(row.significance().map(chance -> Figures.chance(chance.share())).orElse(UNKNOWN))
        .cell(Integer.toString(body.instructions()));
    if (isMeasured) {
      cells.cell(body.measurements().afterOz().isPresent()
          ? Figures.change(body.instructions(), body.measurements().afterOz().getAsInt()) : UNKNOWN, oz(body));
    }
    if (isMeasured && wide) {
      cells
          .cell(FunctionMeasurer.bestPass(body.measurements()).filter(best -> best.instructions() < body.instructions())
              .map(best -> best.pass().name() + " " + Figures.change(body.instructions(), best.instructions()))
              .orElse(UNKNOWN));
    }
    return columns.line(cells.cell(name).cell(where(place)));
  }

  private UnaryOperator<String> oz(FunctionBody body) {
    return body.measurements().afterOz().orElse(body.instructions()) < body.instructions() ? style::good
        : UnaryOperator.identity();
  }

  /** Below the current folder without it, since that is what one can copy. */
  private String where(FunctionPlace place) {
    String file = place.key().file();
    try {
      Path path = Path.of(file);
      file = path.startsWith(here) && !path.equals(here) ? here.relativize(path).toString() : file;
    } catch (InvalidPathException e) {
      // It was indexed on another machine; its name is all that is known.
    }
    return place.lines().isPresent() ? file + ":" + place.lines().get().first() : file;
  }
}
