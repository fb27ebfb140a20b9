package dev.assay.lsp.action;

import java.util.List;
import org.eclipse.lsp4j.TextEdit;

/**
 * An action that was tried and holds.
 *
 * @param title what it does and what it gains
 * @param uri the document that it changes
 * @param edits the changes, which do not overlap
 */
record Offer(String title, String uri, List<TextEdit> edits) {
  /** Copies the list. */
  Offer {
    edits = List.copyOf(edits);
  }
}
