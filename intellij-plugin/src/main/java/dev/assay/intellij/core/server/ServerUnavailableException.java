package dev.assay.intellij.core.server;

/** A request could not be sent, or its answer will not come, because no server runs; the message is for the user. */
public final class ServerUnavailableException extends Exception {
  private static final long serialVersionUID = 1;

  /** A reason and what to do. */
  public ServerUnavailableException(String message) {
    super(message);
  }
}
