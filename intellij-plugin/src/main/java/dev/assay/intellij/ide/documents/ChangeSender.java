package dev.assay.intellij.ide.documents;

import com.intellij.openapi.editor.event.DocumentEvent;
import com.intellij.openapi.editor.event.DocumentListener;
import dev.assay.intellij.core.server.ServerDocuments;
import dev.assay.intellij.ide.Positions;
import org.eclipse.lsp4j.Range;

/** Tells the server what is changed in one document. */
final class ChangeSender implements DocumentListener {
  private final String uri;
  private final ServerDocuments documents;
  private Range replaced;

  ChangeSender(String uri, ServerDocuments documents) {
    this.uri = uri;
    this.documents = documents;
  }

  /** The protocol has the range in the text before the change. */
  @Override
  public void beforeDocumentChange(DocumentEvent event) {
    replaced = Positions.range(event.getDocument(), event.getOffset(), event.getOffset() + event.getOldLength());
  }

  @Override
  public void documentChanged(DocumentEvent event) {
    documents.change(uri, replaced, event.getNewFragment().toString(), event.getDocument().getImmutableCharSequence());
  }
}
