package dev.assay.object;

/** The bytes are no object file that this package reads, or are cut off; the message is a sentence. */
public final class ObjectFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  /** An object that cannot be read, and why: a sentence without its end. */
  public ObjectFormatException(String message) {
    super(message);
  }
}
