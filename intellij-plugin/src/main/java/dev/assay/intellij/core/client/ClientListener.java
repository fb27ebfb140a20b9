package dev.assay.intellij.core.client;

import dev.assay.intellij.core.protocol.ServerStatus;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Range;

/** Is told what the server says. Called on the connection's threads, one event at a time; must not wait. */
public interface ClientListener {
  /** The server has said how it is. */
  void statusChanged(ServerStatus status);

  /** There are other problems of a document. */
  void diagnosticsChanged(String uri);

  /** Something has begun that takes a while. */
  void progressBegan(ServerProgress progress);

  /** The server says something to the user. */
  void message(MessageType type, String text);

  /** The server asks the user; completed with the title chosen, or with null when the question is dismissed. */
  CompletableFuture<String> ask(MessageType type, String text, List<String> titles);

  /** The server wants a file opened; completed with whether it was. The range is null where there is none. */
  CompletableFuture<Boolean> showDocument(URI uri, Range range);

  /** A line for the log. */
  void log(String line);
}
