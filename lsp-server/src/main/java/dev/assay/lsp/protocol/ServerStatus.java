package dev.assay.lsp.protocol;

import com.google.gson.annotations.JsonAdapter;

/**
 * How the server is, in the manner of rust-analyzer's {@code experimental/serverStatus}: the parameters of {@code
 * assay/status}.
 *
 * @param health whether everything works
 * @param quiescent whether nothing is being read or measured for an open document
 * @param message a sentence for the user where the health is not {@code ok}
 * @param device what predictions are computed on, {@code cpu} or {@code cuda}, where anything is predicted
 * @param index how the index is, where the server has one at all
 * @param text all of that in words, ready to be shown
 */
public record ServerStatus(@JsonAdapter(Words.class) Health health, boolean quiescent, @MayBeAbsent String message,
    @MayBeAbsent String device, @MayBeAbsent IndexStatus index, StatusText text) {
  /** Whether everything works. */
  public enum Health {
    /** Everything works. */
    OK,
    /** Works, but not fully; kept for later. */
    WARNING,
    /** Nothing can be measured. */
    ERROR
  }
}
