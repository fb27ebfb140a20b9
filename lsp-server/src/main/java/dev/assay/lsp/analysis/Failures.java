package dev.assay.lsp.analysis;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What an exception has to say to a user. */
public final class Failures {
  private Failures() {}

  /** The message of the exception that matters, or its name where it has none. */
  public static String sentence(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && (cause instanceof CompletionException || cause instanceof ExecutionException
        || cause instanceof UncheckedIOException || cause.getMessage() == null)) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null || cause.getMessage().isBlank() ? cause.getClass().getSimpleName()
        : cause.getMessage();
  }
}
