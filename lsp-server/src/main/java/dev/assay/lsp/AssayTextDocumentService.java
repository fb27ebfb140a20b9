package dev.assay.lsp;

import dev.assay.concurrent.Cancellation;
import dev.assay.lsp.action.CodeActionProvider;
import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.analysis.OpenDocument;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.hover.HoverProvider;
import dev.assay.lsp.lens.CodeLensProvider;
import dev.assay.lsp.lens.InlayHintProvider;
import dev.assay.lsp.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

/**
 * {@code textDocument/*}. Changes are taken in order, on the thread that reads messages; requests are answered on
 * others.
 */
final class AssayTextDocumentService implements TextDocumentService {
  /**
   * Threads of the system: virtual ones would wait until the work that is done on others, up to encoding a batch, lets
   * go of a processor.
   */
  private final Executor executor =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("answer ", 0).factory());
  private final Documents documents;
  private final HoverProvider hovers;
  private final CodeLensProvider lenses;
  private final InlayHintProvider hints;
  private final CodeActionProvider actions;
  private final Supplier<Settings> settings;
  private final ClientPort client;

  AssayTextDocumentService(Documents documents, HoverProvider hovers, CodeLensProvider lenses, InlayHintProvider hints,
      CodeActionProvider actions, Supplier<Settings> settings, ClientPort client) {
    this.documents = documents;
    this.hovers = hovers;
    this.lenses = lenses;
    this.hints = hints;
    this.actions = actions;
    this.settings = settings;
    this.client = client;
  }

  @Override
  public void didOpen(DidOpenTextDocumentParams params) {
    guarded("opening a document", () -> {
      TextDocumentItem item = params.getTextDocument();
      documents.open(item.getUri(), item.getLanguageId(), item.getVersion(), item.getText());
    });
  }

  @Override
  public void didChange(DidChangeTextDocumentParams params) {
    guarded("changing a document", () -> documents.change(params.getTextDocument().getUri(),
        params.getTextDocument().getVersion(), params.getContentChanges()));
  }

  @Override
  public void didSave(DidSaveTextDocumentParams params) {
    guarded("saving a document", () -> documents.save(params.getTextDocument().getUri()));
  }

  @Override
  public void didClose(DidCloseTextDocumentParams params) {
    guarded("closing a document", () -> documents.close(params.getTextDocument().getUri()));
  }

  /** A notification has no answer, so whatever goes wrong is logged. */
  private void guarded(String what, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | Error e) {
      client.logFailure(what + " failed", e);
    }
  }

  @Override
  public CompletableFuture<Hover> hover(HoverParams params) {
    Optional<OpenDocument> asked = document(params.getTextDocument(), params.getPosition(), "a hover");
    boolean markdown = client.features().markdownHover();
    return CompletableFuture.supplyAsync(
        () -> asked.flatMap(open -> hovers.hover(open, params.getPosition(), markdown)).orElse(null), executor);
  }

  @Override
  public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams params) {
    Optional<OpenDocument> asked = document(params.getTextDocument(), params, "a code lens");
    return CompletableFuture.supplyAsync(
        () -> settings.get().lens().codeLenses() ? asked.map(lenses::lenses).orElse(List.of()) : List.of(), executor);
  }

  @Override
  public CompletableFuture<CodeLens> resolveCodeLens(CodeLens lens) {
    return CompletableFuture.supplyAsync(() -> lenses.resolve(lens, client.features().commands()), executor);
  }

  @Override
  public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams params) {
    Optional<OpenDocument> asked = document(params.getTextDocument(), params.getRange(), "an inlay hint");
    return CompletableFuture.supplyAsync(() -> settings.get().lens().inlayHints()
        ? asked.map(open -> hints.hints(open, params.getRange())).orElse(List.of()) : List.of(), executor);
  }

  @Override
  public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams params) {
    Optional<OpenDocument> asked = document(params.getTextDocument(), params.getRange(), "a code action");
    Cancellation cancellation = new Cancellation();
    CompletableFuture<List<Either<Command, CodeAction>>> answer = CompletableFuture
        .supplyAsync(() -> asked.map(open -> actions.actions(open, params, cancellation)).orElse(List.of()), executor);
    answer.whenComplete((result, failure) -> cancellation.cancel()); // what is still being verified is no longer wanted
    return answer;
  }

  /** The document that a request is about, where it is open. */
  private Optional<OpenDocument> document(TextDocumentIdentifier document, Object place, String what) {
    if (document == null || document.getUri() == null || place == null) {
      throw new ResponseErrorException(
          new ResponseError(ResponseErrorCode.InvalidParams, what + " needs a document and a place in it", null));
    }
    return documents.find(document.getUri());
  }
}
