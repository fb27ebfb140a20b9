package dev.assay.lsp;

import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.analysis.OpenDocument;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.hover.HoverProvider;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;

/**
 * {@code textDocument/*}. Changes are taken in order, on the thread that reads messages; requests are answered on
 * others.
 */
final class AssayTextDocumentService implements TextDocumentService {
  private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Documents documents;
  private final HoverProvider hovers;
  private final ClientPort client;

  AssayTextDocumentService(Documents documents, HoverProvider hovers, ClientPort client) {
    this.documents = documents;
    this.hovers = hovers;
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
    if (params.getTextDocument() == null || params.getTextDocument().getUri() == null || params.getPosition() == null) {
      throw new ResponseErrorException(
          new ResponseError(ResponseErrorCode.InvalidParams, "a hover needs a document and a position", null));
    }
    boolean markdown = client.features().markdownHover();
    Optional<OpenDocument> document = documents.find(params.getTextDocument().getUri());
    return CompletableFuture.supplyAsync(
        () -> document.flatMap(open -> hovers.hover(open, params.getPosition(), markdown)).orElse(null), executor);
  }
}
