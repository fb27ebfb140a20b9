package dev.assay.intellij.ide;

import com.intellij.openapi.editor.Document;
import com.intellij.openapi.fileEditor.FileDocumentManager;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.client.FileUris;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which files the server looks at, and how it calls them. */
public final class AssayFiles {
  private static final Map<String, String> LANGUAGE_IDS = Map.of("c", "c", "i", "c", "ll", "llvm-ir");

  private AssayFiles() {}

  /** The server's name for the language of a file that it looks at; empty for any other file. */
  public static Optional<String> languageId(VirtualFile file) {
    if (file == null || file.isDirectory() || !file.isInLocalFileSystem()) {
      return Optional.empty();
    }
    String extension = file.getExtension();
    return Optional.ofNullable(extension == null ? null : LANGUAGE_IDS.get(extension.toLowerCase(Locale.ROOT)));
  }

  /** The URI of a file that the server looks at; empty for any other file. */
  public static Optional<String> uri(VirtualFile file) {
    return languageId(file).flatMap(language -> path(file)).map(FileUris::of);
  }

  /** The URI of a document that the server looks at; empty for any other document. */
  public static Optional<String> uri(Document document) {
    return uri(FileDocumentManager.getInstance().getFile(document));
  }

  /** Where a file is on the disk; empty for one that is elsewhere. */
  public static Optional<Path> path(VirtualFile file) {
    try {
      return file.isInLocalFileSystem() ? Optional.of(Path.of(file.getPath())) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
