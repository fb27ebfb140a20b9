package dev.assay.intellij.core.server;

import dev.assay.intellij.core.client.DiagnosticStore;
import dev.assay.intellij.core.client.OpenDocument;
import dev.assay.intellij.core.protocol.AssayServerApi;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;

/** The documents that are open in editors, as the server is told of them. Thread-safe; no method waits. */
public final class ServerDocuments {
  private final Consumer<Consumer<AssayServerApi>> tell;
  private final DiagnosticStore diagnostics;
  private final Map<String, OpenDocument> open = new LinkedHashMap<>();
  private long events;
  private long replayed;

  ServerDocuments(Consumer<Consumer<AssayServerApi>> tell, DiagnosticStore diagnostics) {
    this.tell = tell;
    this.diagnostics = diagnostics;
  }

  /** A document was opened; one that is open already stays as it is. */
  public synchronized void open(String uri, String languageId, CharSequence text) {
    if (open.containsKey(uri)) {
      return;
    }
    OpenDocument document = new OpenDocument(uri, languageId, 1, text);
    open.put(uri, document);
    tellNew(server -> server.getTextDocumentService().didOpen(
        new DidOpenTextDocumentParams(new TextDocumentItem(uri, languageId, document.version(), text.toString()))));
  }

  /** A part of an open document was replaced; the text is all of it as it is now. */
  public synchronized void change(String uri, Range range, String replacement, CharSequence text) {
    OpenDocument before = open.get(uri);
    if (before == null) {
      return;
    }
    OpenDocument changed = before.changed(text);
    open.put(uri, changed);
    TextDocumentContentChangeEvent event = new TextDocumentContentChangeEvent(replacement);
    event.setRange(range);
    tellNew(server -> server.getTextDocumentService().didChange(
        new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(uri, changed.version()), List.of(event))));
  }

  /** A document was closed. */
  public synchronized void close(String uri) {
    if (open.remove(uri) != null) {
      diagnostics.forget(uri);
      tellNew(server -> server.getTextDocumentService()
          .didClose(new DidCloseTextDocumentParams(new TextDocumentIdentifier(uri))));
    }
  }

  /** The version of an open document. */
  public synchronized Optional<Integer> version(String uri) {
    return Optional.ofNullable(open.get(uri)).map(OpenDocument::version);
  }

  /**
   * All documents, for a server that knows of none yet; news of them that has not been sent up to now is dropped.
   */
  synchronized Collection<OpenDocument> replay() {
    replayed = events;
    return List.copyOf(open.values());
  }

  private void tellNew(Consumer<AssayServerApi> news) {
    long event = ++events;
    tell.accept(server -> {
      if (isNew(event)) {
        news.accept(server);
      }
    });
  }

  private synchronized boolean isNew(long event) {
    return event > replayed;
  }
}
