package dev.assay.lsp;

import dev.assay.lsp.analysis.EngineSource;
import dev.assay.lsp.analysis.Failures;
import dev.assay.lsp.client.AssayClient;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.launch.LSPLauncher;

/** A server and its one client, from the first message to the exit status. */
public final class Connection implements AutoCloseable {
  /** Kept, since a logger that nobody holds forgets its level. LSP4J warns of late cancellations, which are usual. */
  private static final Logger LSP4J_LOG = Logger.getLogger("org.eclipse.lsp4j");

  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("lsp reader").factory());
  private final CompletableFuture<Integer> exitStatus = new CompletableFuture<>();
  private final AssayLanguageServer server;
  private OutgoingQueue queue;
  private MessageGate gate;

  private Connection(EngineSource engines) {
    this.server = new AssayLanguageServer(engines, this::exit, this::endWithProcess);
  }

  /** Serves a client over two streams, from now on. */
  public static Connection open(EngineSource engines, InputStream in, OutputStream out) {
    LSP4J_LOG.setLevel(Level.SEVERE);
    Connection connection = new Connection(engines);
    connection.start(in, out);
    return connection;
  }

  private void start(InputStream in, OutputStream out) {
    Launcher<AssayClient> launcher =
        new LauncherBuilder().setLocalService(server).setRemoteInterface(AssayClient.class).setInput(in).setOutput(out)
            .setExecutorService(reader).setExceptionHandler(this::error).wrapMessages(this::wrap).create();
    server.client().connect(launcher.getRemoteProxy());
    Future<Void> listening = launcher.startListening();
    Thread.ofPlatform().daemon().name("lsp end").start(() -> {
      try {
        listening.get();
      } catch (InterruptedException | ExecutionException e) {
        System.err.println("assay: reading from the client failed: " + e.getMessage());
      }
      exit(); // the client has closed its end
    });
  }

  /** LSP4J's, but for how messages are read. */
  private static final class LauncherBuilder extends LSPLauncher.Builder<AssayClient> {
    @Override
    protected MessageJsonHandler createJsonHandler() {
      return new RequestReader(getSupportedMethods());
    }
  }

  /** LSP4J wraps both ways: first the stream to the client, then what handles the client's messages. */
  private MessageConsumer wrap(MessageConsumer consumer) {
    if (consumer instanceof RemoteEndpoint) {
      gate = new MessageGate(consumer, queue);
      return gate;
    }
    queue = new OutgoingQueue(consumer);
    return queue;
  }

  /** What a request is answered with when its handler fails. */
  private ResponseError error(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && (cause instanceof CompletionException || cause instanceof java.lang.reflect.InvocationTargetException
            || cause.getClass() == RuntimeException.class)) {
      cause = cause.getCause();
    }
    if (cause instanceof ResponseErrorException known) {
      return known.getResponseError();
    }
    server.client().logFailure("a request failed", cause);
    return new ResponseError(ResponseErrorCode.InternalError, Failures.sentence(cause), null);
  }

  /** Ends the connection when a process does; at once where it is gone already. */
  public void endWithProcess(long pid) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isEmpty()) {
      System.err.println("assay: the client's process " + pid + " is gone");
      exit();
    } else {
      process.get().onExit().thenRun(this::exit);
    }
  }

  private void exit() {
    exitStatus.complete(gate.isShutDown() ? 0 : 1);
  }

  /** Waits for the end: 0 after {@code shutdown}, else 1. */
  public int awaitExitStatus() {
    return exitStatus.join();
  }

  /** Ends all work. */
  @Override
  public void close() {
    server.close();
    queue.close();
    reader.shutdownNow();
  }
}
