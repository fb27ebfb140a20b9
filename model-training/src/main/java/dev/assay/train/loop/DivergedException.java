package dev.assay.train.loop;

import java.io.IOException;

/** A training whose loss is no longer a number. The message says where it was and what may help. */
public final class DivergedException extends IOException {
  private static final long serialVersionUID = 1L;

  DivergedException(String message) {
    super(message);
  }
}
