package dev.assay.lsp.hover;

import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.AdviceService;
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

/** Answers hovers from what is known, and has what is looked at measured first. Stateless. */
public final class HoverProvider {
  private final AdviceService advice;
  private final SimilarFunctionLookup similar;

  /** One that shows what the services know. */
  public HoverProvider(AdviceService advice, SimilarFunctionLookup similar) {
    this.advice = advice;
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
    return target(view, offset).flatMap(target -> text(document, view, target, offset)
        .map(text -> new Hover(new MarkupContent(markdown ? MarkupKind.MARKDOWN : MarkupKind.PLAINTEXT,
            markdown ? text.markdown() : text.plain()), range(view.text(), target))));
  }

  /** The function that is meant: the one named at the offset, else the one around it. Its place is its name's. */
  private static Optional<FunctionText> target(View view, int offset) {
    Optional<FunctionText> named = view.functions().nameAt(offset)
        .filter(name -> view.functions().definition(name.name()).isPresent() || unit(view, name.name()).isPresent());
    return named.or(() -> view.functions().around(offset)).or(() -> byUnit(view, offset));
  }

  /** By the lines that the compiler gives, which finds what macros define; only while they fit the text. */
  private static Optional<FunctionText> byUnit(View view, int offset) {
    int line = view.text().lineOf(offset);
    return view.reading().filter(reading -> reading.version() == view.version())
        .flatMap(reading -> reading.result().units().stream()
            .filter(unit -> unit.range().isPresent() && unit.range().get().contains(line + 1)).findFirst())
        .map(unit -> {
          int first = unit.range().get().firstLine() - 1;
          int start = view.text().lineStart(first);
          int at = view.text().line(first).indexOf(unit.name());
          return at < 0 ? new FunctionText(unit.name(), start, view.text().lineEnd(first), start, start)
              : new FunctionText(unit.name(), start + at, start + at + unit.name().length(), start, start);
        });
  }

  private static Optional<Unit> unit(View view, String name) {
    return view.reading().flatMap(reading -> reading.unit(name));
  }

  private Optional<HoverText> text(OpenDocument document, View view, FunctionText target, int offset) {
    String name = target.name();
    if (view.reading().isEmpty()) {
      return Optional.of(view.failure().map(reason -> HoverText.of(name, "Cannot be measured: " + reason))
          .orElseGet(() -> HoverText.measuring(name)));
    }
    Reading reading = view.reading().get();
    boolean isCurrent = reading.version() == view.version();
    Optional<Unit> unit = reading.unit(name);
    if (unit.isEmpty()) {
      return Optional.of(!isCurrent ? HoverText.measuring(name)
          : HoverText.of(name,
              reading.result().problems().isEmpty()
                  ? "The compiler makes no code of this function here, so there is nothing to measure."
                  : "Not measured, since this file has errors."));
    }
    AdviceService.Known known = advice.known(reading.wish(unit.get()));
    if (isCurrent) {
      document.look(reading, unit.get(), offset); // which also tries again what has failed
    }
    Optional<String> remark = known.failure().map(reason -> "Cannot be measured: " + reason)
        .or(() -> isCurrent ? Optional.empty() : Optional.of("The text has changed since; this is of the text before."
            .concat(view.failure().map(reason -> " It cannot be measured now: " + reason).orElse(""))));
    return Optional.of(HoverText.of(unit.get(), known.advice(), reading.options(),
        similar.around(document.address().uri(), name, unit.get().hash()), remark));
  }

  private static Range range(TextSnapshot text, FunctionText target) {
    return new Range(position(text, target.nameStart()), position(text, target.nameEnd()));
  }

  private static Position position(TextSnapshot text, int offset) {
    return new Position(text.lineOf(offset), text.characterOf(offset));
  }
}
