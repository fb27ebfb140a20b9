package dev.assay.intellij.ide.similar;

import com.intellij.openapi.editor.Editor;
import com.intellij.openapi.fileEditor.FileDocumentManager;
import dev.assay.intellij.ide.AssayFiles;
import dev.assay.intellij.ide.Positions;
import java.util.Optional;
import org.eclipse.lsp4j.Position;

/**
 * A position in a document, as the protocol has it.
 *
 * @param uri the document
 * @param position the position in its text
 */
public record DocumentPosition(String uri, Position position) {
  /** Where the caret is; empty in a file that the server does not read. */
  public static Optional<DocumentPosition> atCaret(Editor editor) {
    return editor == null ? Optional.empty()
        : AssayFiles.uri(FileDocumentManager.getInstance().getFile(editor.getDocument())).map(
            uri -> new DocumentPosition(uri, Positions.of(editor.getDocument(), editor.getCaretModel().getOffset())));
  }
}
