package dev.assay.intellij.core.protocol;

import java.util.List;

/**
 * The server's status in words, ready to be shown.
 *
 * @param label a few words
 * @param details sentences for a tooltip
 * @param icon {@code ok}, {@code busy}, {@code paused}, {@code warning} or {@code error}
 */
public record StatusText(String label, List<String> details, String icon) {
  /** No details are an empty list. */
  public StatusText {
    details = details == null ? List.of() : List.copyOf(details);
  }
}
