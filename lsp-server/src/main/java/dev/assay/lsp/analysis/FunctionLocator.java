package dev.assay.lsp.analysis;

import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.text.FunctionMap;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.TextSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Says which function is where in a text, and which unit was made of it: the one answer for hovers, lenses and
 * commands. The text says where functions are, the compiler says which have code and where those are that macros
 * define. Immutable.
 */
public final class FunctionLocator {
  private final TextSnapshot text;
  private final FunctionMap functions;
  private final Optional<Reading> reading;
  private final boolean isCurrent;

  private FunctionLocator(TextSnapshot text, FunctionMap functions, Optional<Reading> reading, boolean isCurrent) {
    this.text = text;
    this.functions = functions;
    this.reading = reading;
    this.isCurrent = isCurrent;
  }

  /**
   * A function in the text.
   *
   * @param text where it is; where only the compiler knows that, the place of its name
   * @param unit its IR, perhaps of a text a few keystrokes older; empty where no code is made of it, or none yet
   */
  public record Located(FunctionText text, Optional<Unit> unit) {}

  /** The functions of an open document. */
  public static FunctionLocator of(View view) {
    return new FunctionLocator(view.text(), view.functions(), view.reading(),
        view.reading().filter(reading -> reading.version() == view.version()).isPresent());
  }

  /** The functions of a text that has just been read. */
  public static FunctionLocator of(TextSnapshot text, FunctionMap functions, Reading reading) {
    return new FunctionLocator(text, functions, Optional.of(reading), true);
  }

  /**
   * The function that is meant by an offset: the one whose name is there, if this file defines it; else the one
   * whose definition is around it; else the one that the compiler puts on its line, as with what macros define.
   */
  public Optional<Located> at(int offset) {
    return functions.nameAt(offset)
        .filter(name -> functions.definition(name.name()).isPresent() || unit(name.name()).isPresent())
        .or(() -> functions.around(offset)).map(this::located).or(() -> byLine(offset));
  }

  /** The functions that code is made of, in the order of the text; none before it has been read. */
  public List<Located> measurable() {
    return functions.functions().stream().map(this::located).filter(located -> located.unit().isPresent()).toList();
  }

  private Located located(FunctionText function) {
    return new Located(function, unit(function.name()));
  }

  /** What the compiler found, while its lines are those of this text. */
  private Stream<Unit> units() {
    return reading.filter(known -> isCurrent).stream().flatMap(known -> known.result().units().stream());
  }

  private Optional<Unit> unit(String name) {
    return reading.flatMap(known -> known.unit(name));
  }

  private Optional<Located> byLine(int offset) {
    int line = text.lineOf(offset) + 1;
    return units().filter(unit -> unit.range().filter(range -> range.contains(line)).isPresent()).findFirst()
        .map(unit -> new Located(nameOf(unit), Optional.of(unit)));
  }

  /** The place of a unit's name on its first line; the whole line where the name is not written there. */
  private FunctionText nameOf(Unit unit) {
    int first = unit.range().orElseThrow().firstLine() - 1;
    int start = text.lineStart(first);
    String shown = reading.map(known -> known.writtenName(unit)).orElse(unit.name());
    int at = text.line(first).indexOf(shown);
    return at < 0 ? new FunctionText(unit.name(), shown, start, text.lineEnd(first), start, start)
        : new FunctionText(unit.name(), shown, start + at, start + at + shown.length(), start, start);
  }
}
