package dev.assay.lsp.commands;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.assay.concurrent.Cancellation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.lsp4j.ExecuteCommandParams;

/**
 * What a client can have the server do by {@code workspace/executeCommand}: handlers by their commands' names. Commands
 * are registered before {@code initialize} is answered, since the capabilities list them. Thread-safe.
 */
public final class Commands {
  private static final Gson GSON = new Gson();

  private final Map<String, Handler> handlers = new ConcurrentSkipListMap<>();
  private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();

  /** Does what a command says. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Carries a command out. Is called on a thread of its own and may take its time there.
     *
     * @param argument the command's one argument; empty where the client sent none
     * @param cancellation is cancelled when the client no longer wants an answer
     * @return the answer, which Gson makes JSON of; null is one
     * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException with a sentence, when the argument does not fit ({@link
     *     Arguments#invalid}) or it cannot be done ({@link Arguments#failed})
     */
    CompletableFuture<Object> run(JsonObject argument, Cancellation cancellation);
  }

  /** Adds a command, or replaces the one of that name. */
  public void register(String name, Handler handler) {
    handlers.put(name, handler);
  }

  /** The names of all commands, in their order. */
  public List<String> names() {
    return List.copyOf(handlers.keySet());
  }

  /** Carries out what a client asks for; cancelling the future cancels the work. */
  public CompletableFuture<Object> execute(ExecuteCommandParams params) {
    String name = params == null ? null : params.getCommand();
    Handler handler = name == null ? null : handlers.get(name);
    if (handler == null) {
      throw Arguments.invalid("there is no command '" + name + "'; there are " + String.join(", ", names()));
    }
    JsonObject argument = argument(name, params.getArguments());
    return cancellable(cancellation -> handler.run(argument, cancellation));
  }

  /**
   * Runs work on a thread of its own.
   *
   * @param work is given what tells it that the future was cancelled
   */
  public <T> CompletableFuture<T> cancellable(CancellableWork<T> work) {
    Cancellation cancellation = new Cancellation();
    CompletableFuture<T> answer = new CompletableFuture<>();
    answer.whenComplete((result, failure) -> {
      if (failure instanceof CancellationException) {
        cancellation.cancel();
      }
    });
    CompletableFuture.supplyAsync(() -> work.start(cancellation), executor).thenCompose(future -> future)
        .whenComplete((result, failure) -> {
          if (failure == null) {
            answer.complete(result);
          } else {
            answer.completeExceptionally(failure);
          }
        });
    return answer;
  }

  /** Work whose result may become unwanted. */
  @FunctionalInterface
  public interface CancellableWork<T> {
    /** Starts it. */
    CompletableFuture<T> start(Cancellation cancellation);
  }

  private static JsonObject argument(String command, List<Object> arguments) {
    if (arguments == null || arguments.isEmpty() || arguments.get(0) == null) {
      return new JsonObject();
    }
    JsonElement first = arguments.get(0) instanceof JsonElement json ? json : GSON.toJsonTree(arguments.get(0));
    if (first.isJsonNull()) {
      return new JsonObject();
    }
    if (arguments.size() > 1 || !(first instanceof JsonObject object)) {
      throw Arguments.invalid("the command " + command + " takes one argument, a JSON object");
    }
    return object;
  }
}
