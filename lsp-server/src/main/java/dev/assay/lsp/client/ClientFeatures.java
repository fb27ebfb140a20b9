package dev.assay.lsp.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CodeLensWorkspaceCapabilities;
import org.eclipse.lsp4j.DidChangeConfigurationCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.InlayHintWorkspaceCapabilities;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.ShowDocumentCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceEditCapabilities;

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
 * @param lensRefresh whether the client can be asked to ask for code lenses again
 * @param hintRefresh whether the client can be asked to ask for inlay hints again
 * @param showDocument whether the client can be asked to open a document
 * @param documentChanges whether edits may name the versions of documents
 * @param changeAnnotations whether a change can be marked so that the user sees it before it is made
 * @param commands whether the client has the commands that lenses may call ({@code assay.client.*})
 */
public record ClientFeatures(boolean markdownHover, boolean relatedInformation, boolean workDoneProgress,
    boolean configuration, boolean configurationRegistration, boolean watchRegistration, boolean status,
    boolean lensRefresh, boolean hintRefresh, boolean showDocument, boolean documentChanges, boolean changeAnnotations,
    boolean commands) {
  /** A client that has announced nothing. */
  public static ClientFeatures none() {
    return new ClientFeatures(false, false, false, false, false, false, false, false, false, false, false, false,
        false);
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
        all.map(ClientCapabilities::getExperimental)
            .map(experimental -> says(experimental, "assayStatus") || says(experimental, "serverStatusNotification"))
            .orElse(false),
        workspace.map(WorkspaceClientCapabilities::getCodeLens).map(CodeLensWorkspaceCapabilities::getRefreshSupport)
            .orElse(false),
        workspace.map(WorkspaceClientCapabilities::getInlayHint).map(InlayHintWorkspaceCapabilities::getRefreshSupport)
            .orElse(false),
        all.map(ClientCapabilities::getWindow).map(WindowClientCapabilities::getShowDocument)
            .map(ShowDocumentCapabilities::isSupport).orElse(false),
        workspace.map(WorkspaceClientCapabilities::getWorkspaceEdit).map(WorkspaceEditCapabilities::getDocumentChanges)
            .orElse(false),
        workspace.map(WorkspaceClientCapabilities::getWorkspaceEdit)
            .map(WorkspaceEditCapabilities::getChangeAnnotationSupport).isPresent(),
        all.map(ClientCapabilities::getExperimental).map(experimental -> says(experimental, "assayCommands"))
            .orElse(false));
  }

  private static boolean says(Object experimental, String name) {
    return experimental instanceof JsonObject object && new JsonPrimitive(true).equals(object.get(name));
  }
}
