package dev.assay.intellij.ide;

import com.intellij.openapi.editor.Document;
import com.intellij.openapi.fileEditor.FileDocumentManager;
import com.intellij.openapi.vfs.VirtualFile;
import dev.assay.intellij.core.client.FileUris;
import dev.assay.intellij.core.protocol.SourceLanguage;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Which files the server reads, and what it calls them. */
public final class AssayFiles {
  private AssayFiles() {}

  /** The server's name for the language of a file that it reads; empty for any other file. */
  public static Optional<String> languageId(VirtualFile file) {
    if (file == null || file.isDirectory() || !file.isInLocalFileSystem()) {
      return Optional.empty();
    }
    return SourceLanguage.ofExtension(file.getExtension()).map(SourceLanguage::id);
  }

  /** The URI of a file that the server reads; empty for any other file. */
  public static Optional<String> uri(VirtualFile file) {
    return languageId(file).flatMap(language -> path(file)).map(FileUris::of);
  }

  /** The URI of a document that the server reads; empty for any other document. */
  public static Optional<String> uri(Document document) {
    return uri(FileDocumentManager.getInstance().getFile(document));
  }

  /** A file's path on disk; empty for one that is elsewhere. */
  public static Optional<Path> path(VirtualFile file) {
    try {
      return file.isInLocalFileSystem() ? Optional.of(Path.of(file.getPath())) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
