package dev.assay.intellij.core.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.PublishDiagnosticsParams;

/** The problems that the server last published for each document. Thread-safe. */
public final class DiagnosticStore {
  /**
   * What was published for a document.
   *
   * @param version the version of its text that this holds for; null where the server did not say
   * @param problems the problems
   */
  public record Published(Integer version, List<Diagnostic> problems) {
    /** The list is kept as it is now. */
    public Published {
      problems = List.copyOf(problems);
    }
  }

  private final Map<String, Published> byUri = new ConcurrentHashMap<>();

  /** What was last published, if anything. */
  public Optional<Published> of(String uri) {
    return Optional.ofNullable(byUri.get(uri));
  }

  /** Takes what the server has published. */
  public void publish(PublishDiagnosticsParams params) {
    byUri.put(params.getUri(), new Published(params.getVersion(), params.getDiagnostics()));
  }

  /** Forgets a document that was closed. */
  public void forget(String uri) {
    byUri.remove(uri);
  }

  /** Forgets all: the server is gone. */
  public void clear() {
    byUri.clear();
  }
}
