package dev.assay.intellij.ide.project;

import com.intellij.codeInsight.daemon.DaemonCodeAnalyzer;
import com.intellij.notification.Notification;
import com.intellij.notification.NotificationAction;
import com.intellij.notification.NotificationType;
import com.intellij.openapi.actionSystem.AnActionEvent;
import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.diagnostic.Logger;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.vfs.LocalFileSystem;
import com.intellij.openapi.vfs.VirtualFile;
import com.intellij.psi.PsiFile;
import com.intellij.psi.PsiManager;
import dev.assay.intellij.core.client.FileUris;
import dev.assay.intellij.core.client.ServerProgress;
import dev.assay.intellij.core.protocol.ServerStatus;
import dev.assay.intellij.core.server.ServerListener;
import dev.assay.intellij.core.server.ServerState;
import dev.assay.intellij.ide.Navigation;
import dev.assay.intellij.ide.Notices;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.Range;

/** Shows in a project what its server sends without being asked. */
final class ProjectListener implements ServerListener {
  private static final Logger LOG = Logger.getInstance("#dev.assay");

  private final Project project;
  private volatile Optional<ServerStatus> status = Optional.empty();

  ProjectListener(Project project) {
    this.project = project;
  }

  Optional<ServerStatus> status() {
    return status;
  }

  @Override
  public void stateChanged(ServerState state, String sentence) {
    LOG.info("server of " + project.getName() + ": " + state + (sentence.isEmpty() ? "" : ": " + sentence));
    if (state != ServerState.RUNNING) {
      status = Optional.empty();
    }
    if (state == ServerState.FAILED) {
      Notification notification = Notices.of(NotificationType.ERROR, sentence);
      notification.addAction(new RestartNow(project));
      Notices.show(project, notification);
    }
    healthChanged();
  }

  @Override
  public void statusChanged(ServerStatus newStatus) {
    boolean wasBusy = status.filter(before -> before.quiescent()).isEmpty();
    status = Optional.of(newStatus);
    healthChanged();
    if (wasBusy && newStatus.quiescent()) {
      later(() -> project.getMessageBus().syncPublisher(AssayEvents.TOPIC).measuringEnded());
    }
  }

  private void healthChanged() {
    later(() -> project.getMessageBus().syncPublisher(AssayEvents.TOPIC).healthChanged());
  }

  @Override
  public void diagnosticsChanged(String uri) {
    later(() -> {
      Optional<VirtualFile> file =
          FileUris.file(uri).map(path -> LocalFileSystem.getInstance().findFileByPath(path.toString()));
      PsiFile psi = file.map(found -> PsiManager.getInstance(project).findFile(found)).orElse(null);
      if (psi != null) {
        DaemonCodeAnalyzer.getInstance(project).restart(psi);
      }
    });
  }

  @Override
  public void progressBegan(ServerProgress progress) {
    later(() -> ProgressTask.show(project, progress));
  }

  @Override
  public void message(MessageType type, String text) {
    Notices.show(project, notificationType(type), text);
  }

  @Override
  public CompletableFuture<String> ask(MessageType type, String text, List<String> titles) {
    CompletableFuture<String> answer = new CompletableFuture<>();
    Notification notification = Notices.of(notificationType(type), text);
    for (String title : titles) {
      notification.addAction(new Choose(title, answer));
    }
    notification.whenExpired(() -> answer.complete(null));
    Notices.show(project, notification);
    return answer;
  }

  @Override
  public CompletableFuture<Boolean> showDocument(URI uri, Range range) {
    CompletableFuture<Boolean> shown = new CompletableFuture<>();
    later(() -> shown.complete(Navigation.open(project, uri.toString(), range == null ? null : range.getStart())));
    return shown;
  }

  @Override
  public void log(String line) {
    LOG.info(line);
  }

  private void later(Runnable task) {
    ApplicationManager.getApplication().invokeLater(() -> {
      if (!project.isDisposed()) {
        task.run();
      }
    });
  }

  private static NotificationType notificationType(MessageType type) {
    return type == MessageType.Error ? NotificationType.ERROR
        : type == MessageType.Warning ? NotificationType.WARNING : NotificationType.INFORMATION;
  }

  /** Restarts the server. */
  private static final class RestartNow extends NotificationAction {
    private final Project project;

    RestartNow(Project project) {
      super("Restart the server");
      this.project = project;
    }

    @Override
    public void actionPerformed(AnActionEvent event, Notification notification) {
      notification.expire();
      AssayProject.of(project).ifPresent(AssayProject::restart);
    }
  }

  /** One of the answers to a question of the server. */
  private static final class Choose extends NotificationAction {
    private final String title;
    private final CompletableFuture<String> answer;

    Choose(String title, CompletableFuture<String> answer) {
      super(title);
      this.title = title;
      this.answer = answer;
    }

    @Override
    public void actionPerformed(AnActionEvent event, Notification notification) {
      answer.complete(title);
      notification.expire();
    }
  }
}
