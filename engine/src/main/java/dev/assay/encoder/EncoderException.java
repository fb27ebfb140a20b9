package dev.assay.encoder;

import java.io.IOException;

/** An encoder cannot be had: its model does not fit, or the device that is asked for is not there. Says which. */
public final class EncoderException extends IOException {
  private static final long serialVersionUID = 1L;

  EncoderException(String message) {
    super(message);
  }

  EncoderException(String message, Throwable cause) {
    super(message, cause);
  }
}
