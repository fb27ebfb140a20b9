package dev.assay.intellij.ide.intention;

import com.intellij.codeInsight.daemon.DaemonCodeAnalyzer;
import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.fileEditor.FileEditorManager;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.Disposer;
import com.intellij.openapi.util.Key;
import com.intellij.openapi.vfs.VirtualFile;
import com.intellij.psi.PsiFile;
import com.intellij.psi.PsiManager;
import dev.assay.intellij.core.server.AssayServer;
import dev.assay.intellij.ide.AssayFiles;
import dev.assay.intellij.ide.Positions;
import dev.assay.intellij.ide.project.AssayEvents;
import dev.assay.intellij.ide.project.AssayProject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/**
 * What the server offers to do at the caret. The IDE asks whether an intention is available while it holds locks, or on
 * the UI thread, so the answer is always what is known already; the server is asked in the meantime, and the IDE asks
 * again when it has answered. Thread-safe.
 */
public final class CodeActions implements AssayEvents {
  private static final Key<CodeActions> KEY = Key.create("dev.assay.intellij.codeActions");

  private final Project project;
  private final AssayServer server;
  private final Map<String, Offer> byUri = new ConcurrentHashMap<>();

  private CodeActions(AssayProject assay) {
    this.project = assay.project();
    this.server = assay.server();
  }

  /** Follows a project's server until the project is closed. For the UI thread. */
  public static void follow(AssayProject assay) {
    CodeActions actions = new CodeActions(assay);
    Project project = assay.project();
    project.putUserData(KEY, actions);
    Disposer.register(assay, () -> project.putUserData(KEY, null));
    project.getMessageBus().connect(assay).subscribe(TOPIC, actions);
  }

  /** What a project's server offers; empty while it is not set up, and for a file that is not read. */
  public static Optional<CodeActions> of(Project project, VirtualFile file) {
    return AssayProject.of(project, file).map(assay -> project.getUserData(KEY));
  }

  /** What was answered for a line of a version of a document; the actions are null while the server is being asked. */
  private record Offer(int version, int line, List<CodeAction> actions) {
    boolean isOf(int otherVersion, int otherLine) {
      return version == otherVersion && line == otherLine;
    }
  }

  /** What is known to be offered at the caret; never waits. */
  public List<CodeAction> at(Editor editor, VirtualFile file) {
    Optional<String> uri = AssayFiles.uri(file);
    Optional<Integer> version = uri.flatMap(server.documents()::version);
    if (version.isEmpty()) {
      return List.of();
    }
    Position position = Positions.of(editor.getDocument(), editor.getCaretModel().getOffset());
    Offer known = byUri.get(uri.get());
    if (known != null && known.isOf(version.get(), position.getLine())) {
      return known.actions() == null ? List.of() : known.actions();
    }
    ask(uri.get(), version.get(), position, file);
    return List.of();
  }

  /** Forgets what was offered: what was measured may have changed it. */
  @Override
  public void measuringEnded() {
    byUri.clear();
    for (VirtualFile file : FileEditorManager.getInstance(project).getSelectedFiles()) {
      if (AssayFiles.uri(file).isPresent()) {
        reanalyse(file);
      }
    }
  }

  private void ask(String uri, int version, Position position, VirtualFile file) {
    Offer asked = new Offer(version, position.getLine(), null);
    byUri.put(uri, asked);
    CodeActionParams params = new CodeActionParams(new TextDocumentIdentifier(uri), new Range(position, position),
        new CodeActionContext(List.of()));
    server.request(api -> api.getTextDocumentService().codeAction(params)).whenComplete((answer, failure) -> {
      List<CodeAction> actions = answer == null ? List.of()
          : answer.stream().filter(Objects::nonNull).filter(Either<Command, CodeAction>::isRight).map(Either::getRight)
              .filter(action -> action.getEdit() != null && action.getTitle() != null).toList();
      if (failure != null) {
        byUri.remove(uri, asked);
      } else if (byUri.replace(uri, asked, new Offer(version, position.getLine(), actions)) && !actions.isEmpty()) {
        ApplicationManager.getApplication().invokeLater(() -> reanalyse(file));
      }
    });
  }

  private void reanalyse(VirtualFile file) {
    PsiFile psi = project.isDisposed() || !file.isValid() ? null : PsiManager.getInstance(project).findFile(file);
    if (psi != null) {
      DaemonCodeAnalyzer.getInstance(project).restart(psi);
    }
  }
}
