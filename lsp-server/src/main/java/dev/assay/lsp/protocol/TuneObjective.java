package dev.assay.lsp.protocol;

/** What a file is made small in. */
public enum TuneObjective {
  /** Bytes of code. */
  TEXT,
  /** Bytes that are loaded. */
  LOADED
}
