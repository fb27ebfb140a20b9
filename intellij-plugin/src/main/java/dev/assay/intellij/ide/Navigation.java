package dev.assay.intellij.ide;

import com.intellij.openapi.fileEditor.OpenFileDescriptor;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.vfs.LocalFileSystem;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.client.FileUris;
import java.util.Optional;
import org.eclipse.lsp4j.Position;

/** Opens places that the server names. For the UI thread. */
public final class Navigation {
  private Navigation() {}

  /** Opens a file in the editor; the position may be null. Returns whether there is such a file. */
  public static boolean open(Project project, String uri, Position position) {
    Optional<VirtualFile> file =
        FileUris.file(uri).map(path -> LocalFileSystem.getInstance().refreshAndFindFileByPath(path.toString()));
    if (file.isEmpty() || file.get().isDirectory()) {
      return false;
    }
    int line = position == null ? 0 : Math.max(0, position.getLine());
    int column = position == null ? 0 : Math.max(0, position.getCharacter());
    new OpenFileDescriptor(project, file.get(), line, column).navigate(true);
    return true;
  }
}
