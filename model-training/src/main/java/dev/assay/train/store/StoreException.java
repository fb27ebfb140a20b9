package dev.assay.train.store;

import java.io.IOException;

/** A table of a training step is missing, corrupt, or cannot be written. The message names the file and the way out. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With the sentence for the user and what led to it. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** With the sentence for the user. */
  public StoreException(String message) {
    super(message);
  }
}
