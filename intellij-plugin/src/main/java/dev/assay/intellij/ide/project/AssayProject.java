package dev.assay.intellij.ide.project;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.Disposer;
import com.intellij.openapi.util.Key;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.server.AssayServer;
import dev.assay.intellij.core.server.RestartPolicy;
import dev.assay.intellij.ide.AssayFiles;
import dev.assay.intellij.ide.documents.DiskWatch;
import dev.assay.intellij.ide.documents.OpenEditors;
import dev.assay.intellij.ide.settings.AssaySettings;
import dev.assay.intellij.ide.settings.SettingsListener;
import java.util.Optional;
import org.eclipse.lsp4j.DidChangeConfigurationParams;

/**
 * What the plugin keeps for one project: its server, and the listeners that feed it. Ends with the project, and the
 * server's process with it.
 *
 * <p>Kept with the project itself rather than as a service, since how services are looked up has changed since 183.
 */
public final class AssayProject implements Disposable {
  private static final Key<AssayProject> KEY = Key.create("dev.assay.intellij.project");

  private final Project project;
  private final ProjectListener listener;
  private final AssayServer server;
  private boolean isStarted;

  private AssayProject(Project project) {
    this.project = project;
    this.listener = new ProjectListener(project);
    this.server = new AssayServer(new ProjectSetup(project), listener, new RestartPolicy(System::nanoTime));
  }

  /**
   * Sets up what the plugin keeps for a project, on the UI thread; empty where that was done before, or where the
   * project is closed.
   */
  public static Optional<AssayProject> open(Project project) {
    if (project.isDisposed() || project.getUserData(KEY) != null) {
      return Optional.empty();
    }
    AssayProject opened = new AssayProject(project);
    project.putUserData(KEY, opened);
    Disposer.register(project, opened);
    OpenEditors.follow(project, opened.server.documents(), opened::startOnce, opened);
    DiskWatch.follow(project, opened.server, opened);
    ApplicationManager.getApplication().getMessageBus().connect(opened).subscribe(SettingsListener.TOPIC,
        opened::settingsChanged);
    return Optional.of(opened);
  }

  /** What the plugin keeps for a project; empty before it is set up and after its end. */
  public static Optional<AssayProject> of(Project project) {
    return Optional.ofNullable(project == null || project.isDisposed() ? null : project.getUserData(KEY));
  }

  /** What the plugin keeps for a project, for a file that the server reads. */
  public static Optional<AssayProject> of(Project project, VirtualFile file) {
    return AssayFiles.languageId(file).flatMap(language -> of(project));
  }

  /** The project. */
  public Project project() {
    return project;
  }

  /** Its server, which is started when the first source is opened. */
  public AssayServer server() {
    return server;
  }

  /** How the server is, as of its last notification. */
  public ServerHealth health() {
    return new ServerHealth(server.state(), server.reason(), listener.status());
  }

  /** Restarts the server. For the UI thread. */
  public void restart() {
    isStarted = true;
    server.restart();
  }

  private void settingsChanged(AssaySettings before, AssaySettings after) {
    if (!isStarted || after.equals(before)) {
      return;
    }
    if (after.wantsRestart(before)) {
      server.restart();
    } else {
      server.tell(api -> api.getWorkspaceService()
          .didChangeConfiguration(new DidChangeConfigurationParams(after.server().json())));
    }
  }

  private void startOnce() {
    if (!isStarted) {
      isStarted = true;
      server.start();
    }
  }

  @Override
  public void dispose() {
    project.putUserData(KEY, null);
    server.close();
  }
}
