package dev.assay.intellij.core.view;

import dev.assay.intellij.core.server.ServerUnavailableException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;

/** Why a request has failed, as a sentence for the user. */
public final class Failures {
  private Failures() {}

  /** The sentence. */
  public static String sentence(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof ServerUnavailableException) {
      return cause.getMessage();
    }
    if (cause instanceof ResponseErrorException refused) {
      String message = refused.getResponseError().getMessage();
      return "The Assay server says: " + (message == null ? "(no message)" : message) + ".";
    }
    if (cause instanceof CancellationException) {
      return "This was cancelled.";
    }
    if (cause instanceof TimeoutException) {
      return "The Assay server has not answered in time. If this goes on, restart it (Tools | Assay).";
    }
    return "The Assay server could not be asked: " + cause;
  }
}
