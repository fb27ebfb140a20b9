package dev.assay.intellij.core.server;

import com.google.gson.JsonObject;
import dev.assay.intellij.core.client.InitializeRequest;
import dev.assay.intellij.core.client.AssayClient;
import dev.assay.intellij.core.client.DiagnosticStore;
import dev.assay.intellij.core.client.OpenDocument;
import dev.assay.intellij.core.client.WatchedFiles;
import dev.assay.intellij.core.java.NoJavaException;
import dev.assay.intellij.core.protocol.AssayServerApi;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.InitializedParams;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.WorkDoneProgressCancelParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.messages.Either;

/** One server process and the connection to it. */
final class ServerSession {
  private static final int POLL_MILLIS = 20;

  private final ServerProcess process;
  private final AssayClient client;
  private final AssayServerApi api;
  private final ExecutorService reader;
  private final ServerTimeouts timeouts;

  private ServerSession(ServerProcess process, ServerSetup setup, ServerListener listener, DiagnosticStore diagnostics,
      WatchedFiles watched) {
    this.process = process;
    this.timeouts = setup.timeouts();
    this.client = new AssayClient(listener, diagnostics, watched, setup::initializationOptions, this::cancelProgress);
    this.reader = Executors.newCachedThreadPool(task -> {
      Thread thread = new Thread(task, "Assay connection " + process.pid());
      thread.setDaemon(true);
      return thread;
    });
    Launcher<AssayServerApi> launcher =
        new Launcher.Builder<AssayServerApi>().setLocalService(client).setRemoteInterface(AssayServerApi.class)
            .setInput(process.in()).setOutput(process.out()).setExecutorService(reader).create();
    this.api = launcher.getRemoteProxy();
    launcher.startListening();
  }

  /**
   * Starts a process and waits until it has answered {@code initialize}.
   *
   * @param abandoned is asked now and then whether the server is no longer wanted
   * @throws IOException when the program cannot be started, dies, or does not answer in time
   */
  static ServerSession start(ServerSetup setup, ServerListener listener, DiagnosticStore diagnostics,
      WatchedFiles watched, BooleanSupplier abandoned)
      throws IOException, NoJavaException, ServerUnavailableException, InterruptedException {
    ServerProcess process = ServerProcess.start(setup.command(), listener::log);
    ServerSession session = new ServerSession(process, setup, listener, diagnostics, watched);
    try {
      session.initialize(setup, abandoned);
      return session;
    } catch (IOException | InterruptedException | RuntimeException e) {
      session.kill();
      throw e;
    }
  }

  private void initialize(ServerSetup setup, BooleanSupplier abandoned) throws IOException, InterruptedException {
    JsonObject settings = setup.initializationOptions();
    String trace = "off";
    if (settings.has("trace") && settings.get("trace") instanceof JsonObject wanted && wanted.has("server")) {
      trace = wanted.get("server").getAsString();
    }
    CompletableFuture<Object> answer =
        api.initialize(InitializeRequest.of(setup.folders(), settings, trace)).thenApply(result -> result);
    CompletableFuture<Integer> exit = process.onExit();
    CompletableFuture<Object> first = CompletableFuture.anyOf(answer, exit);
    long deadline = System.nanoTime() + timeouts.initialize().toNanos();
    try {
      while (!first.isDone()) {
        if (abandoned.getAsBoolean()) {
          throw new IOException("it is no longer wanted");
        }
        if (System.nanoTime() - deadline >= 0) {
          throw new IOException("it has not answered within " + timeouts.initialize().toSeconds() + " s");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      first.get();
    } catch (ExecutionException e) {
      throw new IOException("it refused to be initialised: " + e.getCause().getMessage(), e);
    }
    if (!answer.isDone()) {
      throw new IOException("it ended at once, with exit status " + exit.join());
    }
    api.initialized(new InitializedParams());
  }

  private void cancelProgress(String token) {
    api.cancelProgress(new WorkDoneProgressCancelParams(Either.forLeft(token)));
  }

  AssayServerApi api() {
    return api;
  }

  long pid() {
    return process.pid();
  }

  CompletableFuture<Integer> onExit() {
    return process.onExit();
  }

  void open(OpenDocument document) {
    api.getTextDocumentService().didOpen(new DidOpenTextDocumentParams(
        new TextDocumentItem(document.uri(), document.languageId(), document.version(), document.text().toString())));
  }

  /** Asks the server to end, and kills it when it does not. */
  void close() {
    try {
      api.shutdown().get(timeouts.shutdown().toMillis(), TimeUnit.MILLISECONDS);
      api.exit();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // It has died or hangs; what follows ends it either way.
      process.end(Duration.ZERO);
    }
    process.end(timeouts.shutdown());
    released();
  }

  /** Ends the process without asking. */
  void kill() {
    process.end(Duration.ZERO);
    released();
  }

  /** The process has ended: whatever depends on it is told. */
  void released() {
    client.disconnected();
    reader.shutdownNow();
  }
}
