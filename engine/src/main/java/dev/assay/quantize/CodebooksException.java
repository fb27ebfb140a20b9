package dev.assay.quantize;

import java.io.IOException;

/** Codebooks cannot be read, or are not of the shape that they must be. The message says what is wrong. */
public final class CodebooksException extends IOException {
  private static final long serialVersionUID = 1L;

  CodebooksException(String message) {
    super(message);
  }
}
