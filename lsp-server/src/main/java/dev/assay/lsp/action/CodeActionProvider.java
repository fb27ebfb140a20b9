package dev.assay.lsp.action;

import dev.assay.concurrent.Cancellation;
import dev.assay.lsp.analysis.FigureLookup;
import dev.assay.lsp.analysis.FunctionFigures;
import dev.assay.lsp.analysis.OpenDocument;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.lens.FunctionPlaces;
import dev.assay.lsp.lens.FunctionPlaces.Place;
import dev.assay.lsp.text.FunctionText;
import dev.assay.lsp.text.Language;
import dev.assay.source.CompileCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.SnippetTextEdit;
import org.eclipse.lsp4j.TextDocumentEdit;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** Offers what can be done for the function at a place, once it has been measured. Thread-safe. */
public final class CodeActionProvider {
  /** The kinds of actions that there are. */
  public static final List<String> KINDS = List.of(CodeActionKind.RefactorRewrite);

  private final FigureLookup figures;
  private final Function<Path, Optional<CompileCommand>> commands;
  private final ClientPort client;
  private final List<Action> actions;

  /**
   * A provider that goes by what is known.
   *
   * @param commands how the project compiles a file; never throws
   * @param folders the workspace's folders, beyond which no file is changed
   */
  public CodeActionProvider(FigureLookup figures, Function<Path, Optional<CompileCommand>> commands,
      Supplier<List<Path>> folders, ClientPort client) {
    this.figures = figures;
    this.commands = commands;
    this.client = client;
    this.actions = List.of(new ApplyPipeline(), new RunLine(), new MinSize(), new BuildLine(),
        new BuildForSize(folders, "compile_flags.txt"), new BuildForSize(folders, "CMakeLists.txt"));
  }

  /** The actions for the function that a range begins in; none while it is still being measured. */
  public List<Either<Command, CodeAction>> actions(OpenDocument document, CodeActionParams params,
      Cancellation cancellation) {
    if (!isWanted(params)) {
      return List.of();
    }
    Optional<Subject> subject = subject(document, params, cancellation);
    List<Either<Command, CodeAction>> offers = new ArrayList<>();
    try {
      for (Action action : subject.isPresent() ? actions : List.<Action>of()) {
        action.offer(subject.get()).ifPresent(offer -> offers.add(Either.forRight(action(offer, subject.get()))));
      }
    } catch (CancellationException e) {
      return List.of();
    }
    return offers;
  }

  private static boolean isWanted(CodeActionParams params) {
    List<String> only = params.getContext() == null ? null : params.getContext().getOnly();
    return only == null || only.isEmpty() || only.stream()
        .anyMatch(kind -> KINDS.stream().anyMatch(own -> own.equals(kind) || own.startsWith(kind + ".")));
  }

  private Optional<Subject> subject(OpenDocument document, CodeActionParams params, Cancellation cancellation) {
    Optional<View> seen = document.view();
    Optional<Language> language = document.language();
    if (seen.isEmpty() || language.isEmpty()) {
      return Optional.empty();
    }
    View view = seen.get();
    int offset =
        view.text().offset(params.getRange().getStart().getLine(), params.getRange().getStart().getCharacter());
    Optional<Place> place = view.functions().around(offset).map(FunctionText::name)
        .flatMap(name -> FunctionPlaces.of(view, name)).filter(found -> found.reading().version() == view.version());
    if (place.isEmpty() || !place.get().reading().result().problems().isEmpty()) {
      return Optional.empty();
    }
    FunctionFigures known = figures.of(place.get().reading(), place.get().unit());
    if (!known.isComplete()) {
      document.prioritise(place.get().reading(), place.get().unit(), offset);
      return Optional.empty();
    }
    Optional<CompileCommand> command =
        language.get().isCompiled() ? document.address().file().flatMap(commands) : Optional.empty();
    return Optional
        .of(new Subject(document.address(), language.get(), view, place.get(), known, command, cancellation));
  }

  private CodeAction action(Offer offer, Subject subject) {
    CodeAction action = new CodeAction("Assay: " + offer.title());
    action.setKind(CodeActionKind.RefactorRewrite);
    WorkspaceEdit edit = new WorkspaceEdit();
    if (client.features().documentChanges()) {
      Integer version = offer.uri().equals(subject.address().uri()) ? (Integer) subject.view().version() : null;
      edit.setDocumentChanges(
          List.of(Either.forLeft(new TextDocumentEdit(new VersionedTextDocumentIdentifier(offer.uri(), version),
              offer.edits().stream().map(Either::<TextEdit, SnippetTextEdit>forLeft).toList()))));
    } else {
      edit.setChanges(Map.of(offer.uri(), offer.edits()));
    }
    action.setEdit(edit);
    return action;
  }
}
