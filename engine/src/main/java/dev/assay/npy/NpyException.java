package dev.assay.npy;

import java.io.IOException;

/** An array of a bundle cannot be read, or is not of the shape that it must be. The message says what is wrong. */
public final class NpyException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With a sentence. */
  public NpyException(String message) {
    super(message);
  }
}
