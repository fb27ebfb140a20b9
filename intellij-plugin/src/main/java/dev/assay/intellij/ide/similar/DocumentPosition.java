package dev.assay.intellij.ide.similar;

import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.fileEditor.FileDocumentManager;
import dev.assay.intellij.ide.AssayFiles;
import dev.assay.intellij.ide.Positions;
import java.util.Optional;
import org.eclipse.lsp4j.Position;

/**
 * A place in a file.
 *
 * @param uri the file
 * @param position the place
 */
public record DocumentPosition(String uri, Position position) {
  /** Where the caret is; empty in a file that the server does not look at. */
  public static Optional<DocumentPosition> atCaret(Editor editor) {
    return editor == null ? Optional.empty()
        : AssayFiles.uri(FileDocumentManager.getInstance().getFile(editor.getDocument())).map(
            uri -> new DocumentPosition(uri, Positions.of(editor.getDocument(), editor.getCaretModel().getOffset())));
  }
}
