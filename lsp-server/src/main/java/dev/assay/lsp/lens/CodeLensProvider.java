package dev.assay.lsp.lens;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.analysis.FigureLookup;
import dev.assay.lsp.analysis.OpenDocument;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.lens.FunctionPlaces.Place;
import dev.assay.lsp.similar.SimilarFunctionLookup;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.Command;

/**
 * Code lenses over functions. Their places are sent at once, their text when the client resolves them. Stateless.
 */
public final class CodeLensProvider {
  private final Documents documents;
  private final FigureLookup figures;
  private final SimilarFunctionLookup similar;

  /** A provider that shows what the services know. */
  public CodeLensProvider(Documents documents, FigureLookup figures, SimilarFunctionLookup similar) {
    this.documents = documents;
    this.figures = figures;
    this.similar = similar;
  }

  /** A lens over each function of a document, not resolved yet. */
  public List<CodeLens> lenses(OpenDocument document) {
    return document.view().map(view -> FunctionPlaces.of(view).stream().map(place -> {
      JsonObject data = new JsonObject();
      data.addProperty("uri", document.address().uri());
      data.addProperty("name", place.text().name());
      return new CodeLens(FunctionPlaces.name(view.text(), place.text()), null, data);
    }).toList()).orElse(List.of());
  }

  /**
   * Says what a lens says.
   *
   * @param isClientCommand whether the client has commands of its own for a click ({@code assay.client.showSimilar})
   */
  public CodeLens resolve(CodeLens lens, boolean isClientCommand) {
    Optional<Command> command =
        text(lens.getData(), "uri").flatMap(uri -> text(lens.getData(), "name").flatMap(name -> documents.find(uri)
            .flatMap(OpenDocument::view).flatMap(view -> command(uri, name, view, isClientCommand))));
    lens.setCommand(command.orElseGet(() -> new Command("measuring…", "")));
    return lens;
  }

  private Optional<Command> command(String uri, String name, View view, boolean isClientCommand) {
    return FunctionPlaces.of(view, name).map(place -> {
      String title = title(uri, place);
      if (isClientCommand) {
        return new Command(title, "assay.client.showSimilar",
            List.of(uri, FunctionPlaces.name(view.text(), place.text()).getStart()));
      }
      JsonObject argument = new JsonObject();
      argument.addProperty("uri", uri);
      argument.addProperty("name", name);
      argument.addProperty("show", true);
      return new Command(title, "assay.showPipeline", List.of(argument));
    });
  }

  private String title(String uri, Place place) {
    return FunctionSummary.of(figures.of(place.reading(), place.unit()),
        similar.around(uri, place.unit().name(), place.unit().hash()));
  }

  private static Optional<String> text(Object data, String member) {
    return data instanceof JsonObject object && object.get(member) instanceof JsonPrimitive primitive
        ? Optional.of(primitive.getAsString()) : Optional.empty();
  }
}
