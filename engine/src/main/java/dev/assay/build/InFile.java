package dev.assay.build;

import java.util.List;

/** What became of a function in its file's object. */
public sealed interface InFile {
  /**
   * It is there.
   *
   * @param bytes what {@code nm -S} prints for its symbol
   * @param sharedWith other symbols for the same code
   * @param inlinedInto functions that have a copy of it besides
   */
  record Bytes(long bytes, List<String> sharedWith, List<String> inlinedInto) implements InFile {
    /** Copies the lists. */
    public Bytes {
      sharedWith = List.copyOf(sharedWith);
      inlinedInto = List.copyOf(inlinedInto);
    }
  }

  /**
   * It has no code of its own, since every call was inlined.
   *
   * @param into the functions that have its code; empty where they were dropped in turn
   */
  record Inlined(List<String> into) implements InFile {
    /** Copies the list. */
    public Inlined {
      into = List.copyOf(into);
    }
  }

  /** It has no code, since nothing in the file uses it. */
  record Dropped() implements InFile {}

  /**
   * There is no object file to look into.
   *
   * @param reason a sentence
   */
  record Unknown(String reason) implements InFile {}
}
