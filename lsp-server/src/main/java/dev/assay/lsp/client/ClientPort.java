package dev.assay.lsp.client;

import dev.assay.lsp.protocol.ServerStatus;
import dev.assay.lsp.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.LogTraceParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;

/** Sends what the server has to say of its own accord. Never blocks, never throws; thread-safe. */
public final class ClientPort {
  private final AtomicReference<ServerStatus> lastStatus = new AtomicReference<>();
  private volatile AssayClient client;
  private volatile ClientFeatures features = ClientFeatures.none();
  private volatile String trace = Settings.defaults().trace();

  /** Is told where the client is, before anything is said. */
  public void connect(AssayClient remote) {
    client = remote;
  }

  /** Is told what the client has announced. */
  public void setFeatures(ClientFeatures announced) {
    features = announced;
  }

  /** What the client has announced. */
  public ClientFeatures features() {
    return features;
  }

  /** The client itself, for requests. */
  public AssayClient client() {
    return client;
  }

  /** How much is traced from now on: {@code off}, {@code messages} or {@code verbose}. */
  public void setTrace(String value) {
    trace = value;
  }

  /** Logs to the client and to standard error. */
  public void log(MessageType type, String message) {
    System.err.println("assay: " + message);
    client.logMessage(new MessageParams(type, message));
  }

  /** Logs what nobody expected: a line to the client, the whole trace to standard error. */
  public void logFailure(String what, Throwable failure) {
    log(MessageType.Error, what + ": " + failure);
    failure.printStackTrace(System.err);
  }

  /**
   * Says what the server does, if the client wants to know.
   *
   * @param message one line
   * @param verbose more of it
   */
  public void trace(String message, Optional<String> verbose) {
    String level = trace;
    if (level.equals("verbose")) {
      client.logTrace(new LogTraceParams(message, verbose.orElse(null)));
    } else if (level.equals("messages")) {
      client.logTrace(new LogTraceParams(message));
    }
  }

  /** Replaces a document's diagnostics. */
  public void publish(String uri, Optional<Integer> version, List<Diagnostic> diagnostics) {
    client.publishDiagnostics(new PublishDiagnosticsParams(uri, diagnostics, version.orElse(null)));
  }

  /** Tells the client how the server is, if it listens and has not been told the same before. */
  public void status(ServerStatus status) {
    if (features.status() && !status.equals(lastStatus.getAndSet(status))) {
      client.status(status);
    }
  }
}
