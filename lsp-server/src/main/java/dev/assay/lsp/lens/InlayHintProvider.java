package dev.assay.lsp.lens;

import dev.assay.lsp.analysis.FigureLookup;
import dev.assay.lsp.analysis.OpenDocument;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.lens.FunctionPlaces.Place;
import dev.assay.lsp.similar.SimilarFunctionLookup;
import java.util.List;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Hints after the line of a function's name; complete when sent. Stateless. */
public final class InlayHintProvider {
  private final FigureLookup figures;
  private final SimilarFunctionLookup similar;

  /** A provider that shows what the services know. */
  public InlayHintProvider(FigureLookup figures, SimilarFunctionLookup similar) {
    this.figures = figures;
    this.similar = similar;
  }

  /** The hints of the functions whose names are in a range. */
  public List<InlayHint> hints(OpenDocument document, Range range) {
    return document.view().map(view -> FunctionPlaces.of(view).stream().filter(place -> {
      int line = view.text().lineOf(place.text().nameStart());
      return line >= range.getStart().getLine() && line <= range.getEnd().getLine();
    }).map(place -> hint(document, view, place)).toList()).orElse(List.of());
  }

  private InlayHint hint(OpenDocument document, View view, Place place) {
    String uri = document.address().uri();
    String text = FunctionSummary.of(figures.of(place.reading(), place.unit()),
        similar.around(uri, place.unit().name(), place.unit().hash()));
    int end = view.text().lineEnd(view.text().lineOf(place.text().nameStart()));
    InlayHint hint = new InlayHint(FunctionPlaces.position(view.text(), end), Either.forLeft(text));
    hint.setPaddingLeft(true);
    return hint;
  }
}
