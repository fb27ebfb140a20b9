package dev.assay.train.tensor;

import java.io.IOException;

/** Weights cannot be read, or are not those of the architecture. The message names the file or the tensor. */
public final class WeightsException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With the sentence for the user. */
  public WeightsException(String message) {
    super(message);
  }

  /** With the sentence for the user and what led to it. */
  public WeightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
