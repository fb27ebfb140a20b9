package dev.assay.intellij.core.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.assay.intellij.core.protocol.ServerStatus;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.lsp4j.ConfigurationParams;
import org.eclipse.lsp4j.LogTraceParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.ProgressParams;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.RegistrationParams;
import org.eclipse.lsp4j.ShowDocumentParams;
import org.eclipse.lsp4j.ShowDocumentResult;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.UnregistrationParams;
import org.eclipse.lsp4j.WorkDoneProgressCreateParams;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.services.JsonNotification;
import org.eclipse.lsp4j.services.LanguageClient;

/** Takes what one server process tells and asks, keeps its diagnostics, and tells a listener. */
public final class AssayClient implements LanguageClient {
  private final ClientListener listener;
  private final DiagnosticStore diagnostics;
  private final WatchedFiles watched;
  private final Supplier<JsonObject> settings;
  private final ProgressTracker progresses;

  /**
   * A client for one process.
   *
   * @param listener is told all
   * @param diagnostics where published problems go
   * @param watched where the patterns of files go that the server wants to be told of
   * @param settings answers {@code workspace/configuration}
   * @param cancel sends the server the token of a progress that is no longer wanted
   */
  public AssayClient(ClientListener listener, DiagnosticStore diagnostics, WatchedFiles watched,
      Supplier<JsonObject> settings, Consumer<String> cancel) {
    this.listener = listener;
    this.diagnostics = diagnostics;
    this.watched = watched;
    this.settings = settings;
    this.progresses = new ProgressTracker(listener::progressBegan, cancel);
  }

  /** The server is gone: nothing that it said is valid any longer. */
  public void disconnected() {
    progresses.endAll();
    diagnostics.clear();
    watched.clear();
  }

  /** How the server is. */
  @JsonNotification("assay/status")
  public void status(ServerStatus status) {
    listener.statusChanged(status);
  }

  @Override
  public void publishDiagnostics(PublishDiagnosticsParams params) {
    diagnostics.publish(params);
    listener.diagnosticsChanged(params.getUri());
  }

  @Override
  public CompletableFuture<Void> createProgress(WorkDoneProgressCreateParams params) {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void notifyProgress(ProgressParams params) {
    progresses.notify(params);
  }

  @Override
  public CompletableFuture<List<Object>> configuration(ConfigurationParams params) {
    List<Object> answers = params.getItems().stream().<Object>map(item -> section(item.getSection())).toList();
    return CompletableFuture.completedFuture(answers);
  }

  private JsonElement section(String name) {
    return "assay".equals(name) ? settings.get() : JsonNull.INSTANCE;
  }

  @Override
  public CompletableFuture<Void> registerCapability(RegistrationParams params) {
    try {
      // What else may be registered, the server is told of anyway.
      params.getRegistrations().forEach(watched::register);
      return CompletableFuture.completedFuture(null);
    } catch (IllegalArgumentException e) {
      return CompletableFuture.failedFuture(
          new ResponseErrorException(new ResponseError(ResponseErrorCode.InvalidParams, e.getMessage(), null)));
    }
  }

  @Override
  public CompletableFuture<Void> unregisterCapability(UnregistrationParams params) {
    params.getUnregisterations().forEach(watched::unregister);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void telemetryEvent(Object object) {
    // The server sends none; if it did, it would go nowhere.
  }

  @Override
  public void showMessage(MessageParams params) {
    listener.message(params.getType(), params.getMessage());
  }

  @Override
  public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams params) {
    List<MessageActionItem> actions = params.getActions() == null ? List.of() : params.getActions();
    List<String> titles = actions.stream().map(MessageActionItem::getTitle).toList();
    return listener.ask(params.getType(), params.getMessage(), titles).thenApply(
        title -> actions.stream().filter(action -> action.getTitle().equals(title)).findFirst().orElse(null));
  }

  @Override
  public void logMessage(MessageParams params) {
    listener.log(params.getMessage());
  }

  @Override
  public void logTrace(LogTraceParams params) {
    listener.log(params.getVerbose() == null ? params.getMessage() : params.getMessage() + " " + params.getVerbose());
  }

  @Override
  public CompletableFuture<ShowDocumentResult> showDocument(ShowDocumentParams params) {
    try {
      return listener.showDocument(URI.create(params.getUri()), params.getSelection())
          .thenApply(ShowDocumentResult::new);
    } catch (IllegalArgumentException e) {
      listener.log("the server wants to open what is no URI: " + params.getUri());
      return CompletableFuture.completedFuture(new ShowDocumentResult(false));
    }
  }
}
