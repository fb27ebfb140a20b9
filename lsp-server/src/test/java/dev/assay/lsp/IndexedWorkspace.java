package dev.assay.lsp;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A server with an encoder over a folder, and what a client may ask of its index. */
final class IndexedWorkspace implements AutoCloseable {
  private static final Gson GSON = new Gson();
  private static final String CAPABILITIES =
      "{\"experimental\":{\"assayStatus\":true}," + "\"window\":{\"workDoneProgress\":true},"
          + "\"workspace\":{\"didChangeWatchedFiles\":{\"dynamicRegistration\":true}}}";

  private final TestServer server;

  private IndexedWorkspace(TestServer server) {
    this.server = server;
  }

  /** Starts a server whose index is in a folder of the test's. */
  static IndexedWorkspace start(Path index, Path... folders) {
    return start(Map.of("index", Map.of("location", index.toString(), "maxCpu", 100)), folders);
  }

  static IndexedWorkspace start(Map<String, Object> options, Path... folders) {
    IndexedWorkspace workspace = new IndexedWorkspace(TestServer.start(new EncoderEngine()));
    workspace.initialize(options, folders);
    return workspace;
  }

  private void initialize(Map<String, Object> options, Path... folders) {
    List<Map<String, String>> named =
        List.of(folders).stream().map(folder -> Map.of("uri", uri(folder), "name", "test")).toList();
    client().request("initialize", "{\"processId\":null,\"rootUri\":null,\"capabilities\":" + CAPABILITIES
        + ",\"workspaceFolders\":" + GSON.toJson(named) + ",\"initializationOptions\":" + GSON.toJson(options) + "}");
    client().notify("initialized", "{}");
  }

  static String uri(Path path) {
    return path.toUri().toString().replaceAll("/$", "");
  }

  TestServer server() {
    return server;
  }

  TestClient client() {
    return server.client();
  }

  JsonObject command(String name, Object argument) {
    return client().request("workspace/executeCommand", Map.of("command", name, "arguments", List.of(argument)));
  }

  JsonObject result(String name, Object argument) {
    JsonObject answer = command(name, argument);
    if (!answer.has("result")) {
      throw new AssertionError(name + " failed: " + answer);
    }
    return answer.getAsJsonObject("result");
  }

  JsonObject indexStatus() {
    return result("assay.status", Map.of()).getAsJsonObject("index");
  }

  /** Waits until the index is so. */
  JsonObject await(Predicate<JsonObject> wanted) {
    long deadline = System.nanoTime() + TestClient.TIMEOUT_MILLIS * 1_000_000;
    while (true) {
      JsonObject status = indexStatus();
      if (wanted.test(status)) {
        return status;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the index stays " + status);
      }
      TestServer.pause(50);
    }
  }

  static Predicate<JsonObject> state(String state) {
    return status -> status.get("state").getAsString().equals(state);
  }

  /** Waits until these are all functions that the index shows, as FILE:NAME. */
  void awaitFunctions(Predicate<Set<String>> wanted) {
    long deadline = System.nanoTime() + TestClient.TIMEOUT_MILLIS * 1_000_000;
    while (true) {
      Set<String> functions = functions();
      if (wanted.test(functions)) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the index has " + functions + ", and is " + indexStatus());
      }
      TestServer.pause(50);
    }
  }

  /** All functions of the index as FILE:NAME, without folders; empty while there is none. */
  Set<String> functions() {
    JsonObject answer = client().request("assay/map", Map.of());
    TreeSet<String> functions = new TreeSet<>();
    if (answer.has("result")) {
      for (JsonElement point : answer.getAsJsonObject("result").getAsJsonArray("points")) {
        String uri = point.getAsJsonObject().get("uri").getAsString();
        functions
            .add(uri.substring(uri.lastIndexOf('/') + 1) + ":" + point.getAsJsonObject().get("name").getAsString());
      }
    }
    return functions;
  }

  /** Says that files have changed: 1 for created, 2 for changed, 3 for deleted. */
  void fileEvents(int type, Path... files) {
    client().notify("workspace/didChangeWatchedFiles",
        Map.of("changes", List.of(files).stream().map(file -> Map.of("uri", uri(file), "type", type)).toList()));
  }

  /** A function that reacts to the probes, with a number in it that makes it another one. */
  static String function(String name, int number) {
    return "define i64 @" + name + "(i64 %x) {\n  %p = alloca i64\n  store i64 %x, ptr %p\n  %v = load i64, ptr %p\n"
        + "  %r = mul i64 %v, " + number + "\n  ret i64 %r\n}\n";
  }

  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
