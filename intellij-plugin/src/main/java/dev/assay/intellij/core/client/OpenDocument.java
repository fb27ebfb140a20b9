package dev.assay.intellij.core.client;

/**
 * A document that is open in an editor.
 *
 * @param uri its file
 * @param languageId its language as the server has it
 * @param version grows with every change
 * @param text all of it; immutable
 */
public record OpenDocument(String uri, String languageId, int version, CharSequence text) {
  /** The document after a change. */
  public OpenDocument changed(CharSequence newText) {
    return new OpenDocument(uri, languageId, version + 1, newText);
  }
}
