package dev.assay.lsp.lens;

import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.FunctionLocator;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.analysis.Reading;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.TextSnapshot;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Where the functions of a document that can be measured are in its text. */
public final class FunctionPlaces {
  private FunctionPlaces() {}

  /**
   * A function of the text that code is made of.
   *
   * @param unit its IR, perhaps of a text a few keystrokes older
   * @param reading what the unit comes from
   * @param text where it is in the current text
   */
  public record Place(Unit unit, Reading reading, FunctionText text) {}

  /** The functions of a document in the order of the text; none before it has been read. */
  public static List<Place> of(View view) {
    return view.reading().map(reading -> FunctionLocator.of(view).measurable().stream()
        .map(found -> new Place(found.unit().orElseThrow(), reading, found.text())).toList()).orElse(List.of());
  }

  /** One of them by its name. */
  public static Optional<Place> of(View view, String name) {
    return of(view).stream().filter(place -> place.text().name().equals(name)).findFirst();
  }

  /** The range of a function's name. */
  public static Range name(TextSnapshot text, FunctionText function) {
    return new Range(position(text, function.nameStart()), position(text, function.nameEnd()));
  }

  /** An offset as a position. */
  public static Position position(TextSnapshot text, int offset) {
    return new Position(text.lineOf(offset), text.characterOf(offset));
  }
}
