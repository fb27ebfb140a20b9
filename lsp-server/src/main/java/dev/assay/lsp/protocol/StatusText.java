package dev.assay.lsp.protocol;

import com.google.gson.annotations.JsonAdapter;
import java.util.List;

/**
 * The server's status in words, for a status bar. Plain text in English; counts have separators of thousands.
 *
 * @param label a few words, for example {@code Assay 120/3,000 · GPU}
 * @param details sentences for a tooltip, the most important first; never empty
 * @param icon what to show beside the label
 */
public record StatusText(String label, List<String> details, @JsonAdapter(Words.class) Icon icon) {
  /** Copies the list. */
  public StatusText {
    details = List.copyOf(details);
  }

  /** What kind of icon is shown, and with it how much attention is asked for. */
  public enum Icon {
    /** All is well and nothing is going on. */
    OK,
    /** Something is being read, measured or indexed. */
    BUSY,
    /** Indexing is paused. */
    PAUSED,
    /** Something does not work fully, or the user should decide something. */
    WARNING,
    /** Nothing can be measured. */
    ERROR
  }
}
