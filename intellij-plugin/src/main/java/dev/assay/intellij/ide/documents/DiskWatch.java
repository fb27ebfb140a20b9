package dev.assay.intellij.ide.documents;

import com.intellij.openapi.Disposable;
import com.intellij.openapi.application.ApplicationManager;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.util.io.FileUtil;
import com.intellij.openapi.vfs.VirtualFileManager;
import com.intellij.openapi.vfs.newvfs.BulkFileListener;
import com.intellij.openapi.vfs.newvfs.events.VFileCreateEvent;
import com.intellij.openapi.vfs.newvfs.events.VFileDeleteEvent;
import com.intellij.openapi.vfs.newvfs.events.VFileEvent;
import dev.assay.intellij.core.client.FileUris;
import dev.assay.intellij.core.server.AssayServer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;

/** Tells the server which of a project's files that it watches have changed on disk. */
public final class DiskWatch implements BulkFileListener {
  private final Project project;
  private final AssayServer server;

  private DiskWatch(Project project, AssayServer server) {
    this.project = project;
    this.server = server;
  }

  /** Watches the files of a project until the parent is disposed. */
  public static void follow(Project project, AssayServer server, Disposable parent) {
    ApplicationManager.getApplication().getMessageBus().connect(parent).subscribe(VirtualFileManager.VFS_CHANGES,
        new DiskWatch(project, server));
  }

  @Override
  public void after(List<? extends VFileEvent> events) {
    List<FileEvent> changes = new ArrayList<>();
    for (VFileEvent event : events) {
      watched(event.getPath()).ifPresent(path -> changes.add(new FileEvent(FileUris.of(path), type(event))));
    }
    if (!changes.isEmpty()) {
      server.tell(api -> api.getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(changes)));
    }
  }

  private Optional<Path> watched(String path) {
    String base = project.getBasePath();
    if (base == null || !FileUtil.startsWith(path, base)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(path)).filter(Path::isAbsolute).filter(server.watchedFiles()::matches);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static FileChangeType type(VFileEvent event) {
    return event instanceof VFileCreateEvent ? FileChangeType.Created
        : event instanceof VFileDeleteEvent ? FileChangeType.Deleted : FileChangeType.Changed;
  }
}
