package dev.assay.lsp.hover;

import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.FigureLookup;
import dev.assay.lsp.analysis.FunctionFigures;
import dev.assay.lsp.analysis.FunctionLocator;
import dev.assay.lsp.analysis.FunctionLocator.Located;
import dev.assay.lsp.analysis.OpenDocument;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.analysis.Reading;
import dev.assay.lsp.similar.SimilarFunctionLookup;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.TextSnapshot;
import java.util.Optional;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.MarkupContent;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** Answers hovers from what is known, and has the function under the cursor measured first. Stateless. */
public final class HoverProvider {
  private final FigureLookup figures;
  private final SimilarFunctionLookup similar;

  /** One that shows what the services know. */
  public HoverProvider(FigureLookup figures, SimilarFunctionLookup similar) {
    this.figures = figures;
    this.similar = similar;
  }

  /**
   * What there is to say of a position.
   *
   * @param markdown whether the client shows Markdown
   */
  public Optional<Hover> hover(OpenDocument document, Position position, boolean markdown) {
    Optional<View> seen = document.view();
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    View view = seen.get();
    int offset = view.text().offset(position.getLine(), position.getCharacter());
    return FunctionLocator.of(view).at(offset).map(function -> {
      HoverText text = text(document, view, function, offset);
      return new Hover(new MarkupContent(markdown ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT,
          markdown ? text.markdown() : text.plain()), range(view.text(), function.text()));
    });
  }

  private HoverText text(OpenDocument document, View view, Located function, int offset) {
    Optional<Reading> early = view.early();
    Optional<Unit> first = early.flatMap(one -> one.unit(function.text().name()));
    if (first.isPresent()) { // the file is still being taken apart
      document.prioritise(early.get(), first.get(), offset);
      return HoverText.of(figures.of(early.get(), first.get()), Optional.empty(), Optional.empty());
    }
    String name = function.unit().map(Unit::displayName).orElse(function.text().shownName());
    if (view.reading().isEmpty()) {
      document.look(offset);
      return view.failure().map(reason -> HoverText.of(name, "Cannot be measured: " + reason))
          .orElseGet(() -> HoverText.measuring(name));
    }
    Reading reading = view.reading().get();
    boolean isCurrent = reading.version() == view.version();
    if (!isCurrent) {
      document.look(offset);
    }
    Optional<Unit> unit = function.unit();
    if (unit.isEmpty()) {
      return !isCurrent ? HoverText.measuring(name)
          : HoverText.of(name,
              reading.result().problems().isEmpty()
                  ? "The compiler makes no code of this function here, so there is nothing to measure."
                  : "Not measured, since this file has errors.");
    }
    FunctionFigures known = figures.of(reading, unit.get());
    if (isCurrent) {
      document.prioritise(reading, unit.get(), offset); // which also tries again what has failed
    }
    Optional<String> remark = known.failure().map(reason -> "Cannot be measured: " + reason)
        .or(() -> isCurrent ? Optional.empty()
            : Optional.of("The text has changed since; this is of the text before."
                .concat(view.failure().map(reason -> " It cannot be measured now: " + reason).orElse(""))))
        .or(() -> known.isOfTextBefore()
            ? Optional
                .of("The file is being compiled again; what it says of the function in its file is of the text before.")
            : Optional.empty());
    return HoverText.of(known, similar.around(document.address().uri(), unit.get().name(), unit.get().hash()), remark);
  }

  private static Range range(TextSnapshot text, FunctionText target) {
    return new Range(position(text, target.nameStart()), position(text, target.nameEnd()));
  }

  private static Position position(TextSnapshot text, int offset) {
    return new Position(text.lineOf(offset), text.characterOf(offset));
  }
}
