package dev.assay.lsp.action;

import com.google.gson.JsonObject;
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
import org.eclipse.lsp4j.AnnotatedTextEdit;
import org.eclipse.lsp4j.ChangeAnnotation;
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

  private static final String CONFIRMED = "assay";

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
    ProjectFiles files = new ProjectFiles(folders);
    this.actions = List.of(new ApplyPipeline(), new RunLine(), FunctionAttribute.minSize(),
        FunctionAttribute.noInline(), new BuildLine(), new BuildForSize(files, "compile_flags.txt"),
        new BuildForSize(files, "CMakeLists.txt"), new TunedFlags(files, TunedFlags.Where.SOURCE),
        new TunedFlags(files, TunedFlags.Where.TARGET), new UseAssayCc(files));
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
      subject.filter(asked -> asked.language().isCompiled() && asked.figures().tuned().isEmpty())
          .ifPresent(asked -> offers.add(Either.forRight(tune(asked))));
    } catch (CancellationException e) {
      return List.of();
    }
    return offers;
  }

  /** A change of another file than the one in view is shown before it is made, where the client can. */
  private TextEdit confirmed(TextEdit edit) {
    return client.features().changeAnnotations() ? new AnnotatedTextEdit(edit.getRange(), edit.getNewText(), CONFIRMED)
        : edit;
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

  /** What takes seconds is done only when it is chosen: a command. */
  private CodeAction tune(Subject subject) {
    String title = "tune " + subject.address().name() + ": look for flags that make it smaller";
    CodeAction action = new CodeAction("Assay: " + title);
    action.setKind(CodeActionKind.RefactorRewrite);
    String uri = subject.address().uri();
    JsonObject argument = new JsonObject();
    argument.addProperty("uri", uri);
    argument.addProperty("show", client.features().showDocument());
    action.setCommand(client.features().commands() ? new Command(title, "assay.client.tune", List.of(uri))
        : new Command(title, "assay.tune", List.of(argument)));
    return action;
  }

  private CodeAction action(Offer offer, Subject subject) {
    CodeAction action = new CodeAction("Assay: " + offer.title());
    action.setKind(CodeActionKind.RefactorRewrite);
    WorkspaceEdit edit = new WorkspaceEdit();
    boolean isElsewhere = !offer.uri().equals(subject.address().uri());
    if (client.features().documentChanges()) {
      Integer version = isElsewhere ? null : (Integer) subject.view().version();
      edit.setDocumentChanges(
          List.of(Either.forLeft(new TextDocumentEdit(new VersionedTextDocumentIdentifier(offer.uri(), version),
              offer.edits().stream().map(one -> isElsewhere ? confirmed(one) : one)
                  .map(Either::<TextEdit, SnippetTextEdit>forLeft).toList()))));
      if (isElsewhere && client.features().changeAnnotations()) {
        ChangeAnnotation annotation = new ChangeAnnotation(offer.title());
        annotation.setNeedsConfirmation(true);
        edit.setChangeAnnotations(Map.of(CONFIRMED, annotation));
      }
    } else {
      edit.setChanges(Map.of(offer.uri(), offer.edits()));
    }
    action.setEdit(edit);
    return action;
  }
}
