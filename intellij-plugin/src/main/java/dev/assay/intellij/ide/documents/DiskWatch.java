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
import java.util.Locale;
import java.util.Set;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.FileChangeType;
import org.eclipse.lsp4j.FileEvent;

/** Tells the server which of the files that it goes by have changed on disk. */
public final class DiskWatch implements BulkFileListener {
  private static final Set<String> EXTENSIONS = Set.of("c", "h", "ll", "bc");
  private static final Set<String> NAMES = Set.of("compile_commands.json", "compile_flags.txt");

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
      if (isWatched(event.getPath())) {
        changes.add(new FileEvent(FileUris.of(Path.of(event.getPath())), type(event)));
      }
    }
    if (!changes.isEmpty()) {
      server.tell(api -> api.getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(changes)));
    }
  }

  private boolean isWatched(String path) {
    String base = project.getBasePath();
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (base == null || !FileUtil.startsWith(path, base)
        || !NAMES.contains(name) && !EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1))) {
      return false;
    }
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static FileChangeType type(VFileEvent event) {
    return event instanceof VFileCreateEvent ? FileChangeType.Created
        : event instanceof VFileDeleteEvent ? FileChangeType.Deleted : FileChangeType.Changed;
  }
}
