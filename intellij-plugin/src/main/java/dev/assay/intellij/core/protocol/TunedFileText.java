package dev.assay.intellij.core.protocol;

import java.util.List;

/**
 * A tuned file in words.
 *
 * @param summary a sentence
 * @param how in a few words
 * @param notes sentences about it
 */
public record TunedFileText(String summary, String how, List<String> notes) {
  /** No notes are an empty list. */
  public TunedFileText {
    notes = notes == null ? List.of() : List.copyOf(notes);
  }
}
