package dev.assay.bundle;

import java.io.IOException;

/** A bundle, or a part of it, is missing or does not fit. The message names the part. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  BundleException(String message) {
    super(message);
  }

  BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
