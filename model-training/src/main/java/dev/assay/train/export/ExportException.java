package dev.assay.train.export;

import java.io.IOException;

/** Weights cannot be read, or are not those of the architecture. The message names the file or the tensor. */
public final class ExportException extends IOException {
  private static final long serialVersionUID = 1L;

  ExportException(String message) {
    super(message);
  }

  ExportException(String message, Throwable cause) {
    super(message, cause);
  }
}
