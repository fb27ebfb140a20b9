package dev.assay.intellij.core.client;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.ClientInfo;
import org.eclipse.lsp4j.CodeActionCapabilities;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionKindCapabilities;
import org.eclipse.lsp4j.CodeActionLiteralSupportCapabilities;
import org.eclipse.lsp4j.DidChangeWatchedFilesCapabilities;
import org.eclipse.lsp4j.HoverCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.MarkupKind;
import org.eclipse.lsp4j.PublishDiagnosticsCapabilities;
import org.eclipse.lsp4j.ShowDocumentCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.WindowClientCapabilities;
import org.eclipse.lsp4j.WorkspaceClientCapabilities;
import org.eclipse.lsp4j.WorkspaceEditCapabilities;
import org.eclipse.lsp4j.WorkspaceFolder;

/** The request {@code initialize}: what the client can do, and what it works on. */
public final class InitializeRequest {
  private InitializeRequest() {}

  /** The parameters of {@code initialize}. */
  public static InitializeParams of(List<Path> folders, JsonObject settings, String trace) {
    InitializeParams params = new InitializeParams();
    params.setProcessId((int) ProcessHandle.current().pid());
    params.setClientInfo(new ClientInfo("Assay for IntelliJ"));
    params.setCapabilities(capabilities());
    params.setInitializationOptions(settings);
    params.setTrace(trace);
    params.setWorkspaceFolders(folders.stream()
        .map(folder -> new WorkspaceFolder(FileUris.of(folder), String.valueOf(folder.getFileName()))).toList());
    return params;
  }

  private static ClientCapabilities capabilities() {
    JsonObject experimental = new JsonObject();
    experimental.addProperty("assayStatus", true);
    experimental.addProperty("assayCommands", true);
    ClientCapabilities capabilities = new ClientCapabilities(workspace(), text(), experimental);
    capabilities.setWindow(window());
    return capabilities;
  }

  private static WorkspaceClientCapabilities workspace() {
    WorkspaceEditCapabilities edit = new WorkspaceEditCapabilities();
    edit.setDocumentChanges(true);
    WorkspaceClientCapabilities workspace = new WorkspaceClientCapabilities();
    workspace.setWorkspaceEdit(edit);
    workspace.setConfiguration(true);
    workspace.setWorkspaceFolders(true);
    workspace.setDidChangeWatchedFiles(new DidChangeWatchedFilesCapabilities(true));
    return workspace;
  }

  private static TextDocumentClientCapabilities text() {
    TextDocumentClientCapabilities text = new TextDocumentClientCapabilities();
    text.setHover(new HoverCapabilities(List.of(MarkupKind.MARKDOWN, MarkupKind.PLAINTEXT), false));
    text.setPublishDiagnostics(new PublishDiagnosticsCapabilities(false));
    CodeActionCapabilities actions = new CodeActionCapabilities();
    actions.setCodeActionLiteralSupport(new CodeActionLiteralSupportCapabilities(
        new CodeActionKindCapabilities(List.of(CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite))));
    text.setCodeAction(actions);
    return text;
  }

  private static WindowClientCapabilities window() {
    WindowClientCapabilities window = new WindowClientCapabilities();
    window.setWorkDoneProgress(true);
    window.setShowDocument(new ShowDocumentCapabilities(true));
    return window;
  }
}
