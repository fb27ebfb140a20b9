package dev.assay.lsp.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.DidChangeConfigurationCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;

/**
 * What a client has announced of the things that the server makes use of.
 *
 * @param markdownHover whether hovers may be Markdown
 * @param relatedInformation whether diagnostics may point at other places
 * @param workDoneProgress whether the server may start progress
 * @param configuration whether settings can be asked for
 * @param configurationRegistration whether the server can register for changed settings
 * @param watchRegistration whether the server can register for changed files
 * @param status whether {@code assay/status} is listened to
 */
public record ClientFeatures(boolean markdownHover, boolean relatedInformation, boolean workDoneProgress,
    boolean configuration, boolean configurationRegistration, boolean watchRegistration, boolean status) {
  /** A client that has announced nothing. */
  public static ClientFeatures none() {
    return new ClientFeatures(false, false, false, false, false, false, false);
  }

  /** What capabilities announce; each of their parts may be missing. */
  public static ClientFeatures of(ClientCapabilities capabilities) {
    Optional<ClientCapabilities> all = Optional.ofNullable(capabilities);
    Optional<TextDocumentClientCapabilities> text = all.map(ClientCapabilities::getTextDocument);
    Optional<WorkspaceClientCapabilities> workspace = all.map(ClientCapabilities::getWorkspace);
    return new ClientFeatures(
        text.map(TextDocumentClientCapabilities::getHover).map(HoverCapabilities::getContentFormat)
            .map(formats -> formats.contains(MarkupKind.MARKDOWN)).orElse(false),
        text.map(TextDocumentClientCapabilities::getPublishDiagnostics)
            .map(PublishDiagnosticsCapabilities::getRelatedInformation).orElse(false),
        all.map(ClientCapabilities::getWindow).map(WindowClientCapabilities::getWorkDoneProgress).orElse(false),
        workspace.map(WorkspaceClientCapabilities::getConfiguration).orElse(false),
        workspace.map(WorkspaceClientCapabilities::getDidChangeConfiguration)
            .map(DidChangeConfigurationCapabilities::getDynamicRegistration).orElse(false),
        workspace.map(WorkspaceClientCapabilities::getDidChangeWatchedFiles)
            .map(DidChangeWatchedFilesCapabilities::getDynamicRegistration).orElse(false),
        all.map(ClientCapabilities::getExperimental).map(ClientFeatures::listensToStatus).orElse(false));
  }

  private static boolean listensToStatus(Object experimental) {
    JsonElement yes = new JsonPrimitive(true);
    return experimental instanceof JsonObject object
        && (yes.equals(object.get("assayStatus")) || yes.equals(object.get("serverStatusNotification")));
  }
}
