package dev.assay.intellij.core.java;

/** There is no Java to run the server with; the message is a sentence for the user. */
public final class NoJavaException extends Exception {
  private static final long serialVersionUID = 1;

  /** A reason and what to do. */
  public NoJavaException(String message) {
    super(message);
  }
}
