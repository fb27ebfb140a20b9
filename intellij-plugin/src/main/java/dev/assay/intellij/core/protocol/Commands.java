package dev.assay.intellij.core.protocol;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.lsp4j.ExecuteCommandParams;
import org.eclipse.lsp4j.Position;

/** The server's commands, with values for arguments and answers. */
public final class Commands {
  private static final Gson GSON = new GsonBuilder().create();

  private Commands() {}

  /** A function by a place in its definition. */
  public static JsonObject functionAt(String uri, Position position) {
    JsonObject function = new JsonObject();
    function.addProperty("uri", uri);
    function.add("position", GSON.toJsonTree(position));
    return function;
  }

  /** A function by its name in the IR. */
  public static JsonObject functionNamed(String uri, String name) {
    JsonObject function = new JsonObject();
    function.addProperty("uri", uri);
    function.addProperty("name", name);
    return function;
  }

  /** Functions that react like the one at a place. */
  public static CompletableFuture<SimilarFunctions> findSimilar(AssayServerApi server, String uri, Position position,
      int minInstructions) {
    JsonObject argument = functionAt(uri, position);
    argument.addProperty("minInstructions", minInstructions);
    return run(server, "assay.findSimilar", argument, SimilarFunctions.class);
  }

  /** Two functions side by side. */
  public static CompletableFuture<Comparison> compare(AssayServerApi server, JsonObject left, JsonObject right) {
    JsonObject argument = new JsonObject();
    argument.add("left", left);
    argument.add("right", right);
    return run(server, "assay.compare", argument, Comparison.class);
  }

  /** A file made as small as the library's entries can; takes seconds. */
  public static CompletableFuture<TunedFile> tune(AssayServerApi server, String uri) {
    JsonObject argument = new JsonObject();
    argument.addProperty("uri", uri);
    return run(server, "assay.tune", argument, TunedFile.class);
  }

  private static <T> CompletableFuture<T> run(AssayServerApi server, String command, JsonObject argument,
      Class<T> type) {
    CompletableFuture<Object> answer =
        server.getWorkspaceService().executeCommand(new ExecuteCommandParams(command, List.of(argument)));
    CompletableFuture<T> result = answer.thenApply(json -> read(command, json, type));
    result.whenComplete((value, failure) -> {
      if (result.isCancelled()) {
        answer.cancel(true);
      }
    });
    return result;
  }

  private static <T> T read(String command, Object json, Class<T> type) {
    try {
      JsonElement tree = json instanceof JsonElement element ? element : GSON.toJsonTree(json);
      T value = GSON.fromJson(tree, type);
      if (value != null) {
        return value;
      }
    } catch (JsonParseException e) {
      throw new CompletionException("the answer to " + command + " does not read", e);
    }
    throw new CompletionException(new IllegalStateException("the answer to " + command + " is empty"));
  }
}
