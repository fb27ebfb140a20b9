package dev.assay.lsp.settings;

/**
 * What is shown beside functions.
 *
 * @param codeLenses whether there are code lenses
 * @param inlayHints whether there are inlay hints
 */
public record LensSettings(boolean codeLenses, boolean inlayHints) {
  /** What holds where nothing is set: lenses, but not the same again as hints. */
  public static LensSettings defaults() {
    return new LensSettings(true, false);
  }
}
