package dev.assay.intellij.ide;

import com.intellij.openapi.fileEditor.OpenFileDescriptor;
import com.intellij.openapi.project.Project;
import com.intellij.openapi.vfs.LocalFileSystem;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.client.FileUris;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.Position;

/** Opens places that the server names. For the UI thread. */
public final class Navigation {
  /** As the server writes a place into a link: a URI, and a line counted from 1. */
  private static final Pattern LINK = Pattern.compile("([^#]*)(?:#L(\\d{1,9}))?");

  private Navigation() {}

  /** Opens what a link of the server names; returns whether there is such a file. */
  public static boolean openLink(Project project, String link) {
    Matcher parts = LINK.matcher(link);
    if (!parts.matches()) {
      return false;
    }
    String line = parts.group(2);
    return open(project, parts.group(1), line == null ? null : new Position(Integer.parseInt(line) - 1, 0));
  }

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
