package dev.assay.lsp.analysis;

import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;

/** The documents that are open in the client. Changes come in on one thread; readable from any. */
public final class Documents {
  private final AnalysisContext context;
  private final Map<String, OpenDocument> open = new ConcurrentHashMap<>();
  private volatile ReadingListener readings = ReadingListener.NONE;

  /** No documents yet. */
  public Documents(AnalysisContext context) {
    this.context = context;
  }

  /** Has a listener told of what is read from now on. */
  public void onRead(ReadingListener listener) {
    readings = listener;
  }

  /** A document that is open. */
  public Optional<OpenDocument> find(String uri) {
    return Optional.ofNullable(open.get(uri));
  }

  /** A document has been opened. */
  public void open(String uri, String languageId, int version, String text) {
    DocumentAddress address = DocumentAddress.of(uri);
    Optional<Language> language = Language.of(address.name(), languageId == null ? "" : languageId);
    OpenDocument document =
        new OpenDocument(context, address, language, version, text, (read, reading) -> readings.read(read, reading));
    OpenDocument before = open.put(uri, document);
    if (before != null) {
      before.close();
    }
    document.read(0);
  }

  /** A document has been changed; the changes build upon each other. */
  public void change(String uri, int version, List<TextDocumentContentChangeEvent> changes) {
    OpenDocument document = open.get(uri);
    if (document == null) {
      context.client().log(MessageType.Warning, "a change of " + uri + " is ignored, since it is not open");
      return;
    }
    document.change(version, edited -> {
      OpenDocument.Edited changed = edited;
      for (TextDocumentContentChangeEvent change : changes) {
        changed = apply(changed.text(), change);
      }
      return changed;
    });
  }

  private static OpenDocument.Edited apply(TextSnapshot text, TextDocumentContentChangeEvent change) {
    if (change.getRange() == null) {
      return new OpenDocument.Edited(TextSnapshot.of(change.getText()), 0);
    }
    Position from = change.getRange().getStart();
    Position to = change.getRange().getEnd();
    int start = text.offset(from.getLine(), from.getCharacter());
    int end = text.offset(to.getLine(), to.getCharacter());
    return new OpenDocument.Edited(text.replace(start, end, change.getText()), start);
  }

  /** A document has been saved: it is read at once, and where it may be included by others, so are they. */
  public void save(String uri) {
    OpenDocument document = open.get(uri);
    if (document != null && document.language().isPresent()) {
      document.read(0);
    } else {
      readAllCompiled();
    }
  }

  /** A document has been closed. */
  public void close(String uri) {
    OpenDocument document = open.remove(uri);
    if (document != null) {
      document.close();
      readings.closed(document.address());
    }
  }

  /** Reads what is open again. */
  public void readAll() {
    open.values().forEach(document -> document.read(0));
  }

  /** Reads again what is open and compiled: a header or a flag has changed. */
  public void readAllCompiled() {
    open.values().stream().filter(document -> document.language().filter(Language::isCompiled).isPresent())
        .forEach(document -> document.read(0));
  }

  /** The client has cancelled a progress. */
  public void cancelProgress(String token) {
    open.values().forEach(document -> document.stopMeasuring(token));
  }
}
