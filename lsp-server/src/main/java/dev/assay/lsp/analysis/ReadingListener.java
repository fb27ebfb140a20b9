package dev.assay.lsp.analysis;

/** Is given the results of reading open documents. Must not wait for anything: a document's lock is held. */
@FunctionalInterface
public interface ReadingListener {
  /** Is not interested. */
  ReadingListener NONE = (document, reading) -> {
  };

  /** A document has been read at a version; its functions are being measured already. */
  void read(OpenDocument document, Reading reading);

  /** A document is not open any more. */
  default void closed(DocumentAddress address) {
    // Of no interest to most.
  }
}
