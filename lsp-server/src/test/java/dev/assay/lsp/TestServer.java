package dev.assay.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.assay.lsp.analysis.EngineSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A server in this process with a client at its other end. */
final class TestServer implements AutoCloseable {
  static final String MARKDOWN = """
      {"textDocument":{"hover":{"contentFormat":["markdown","plaintext"]},
      "publishDiagnostics":{"relatedInformation":true}}}""";

  private final Connection connection;
  private final TestClient client;

  private TestServer(Connection connection, TestClient client) {
    this.connection = connection;
    this.client = client;
  }

  /** A server that has heard nothing yet, over the engine that all tests share. */
  static TestServer start() {
    return start(new SharedEngine());
  }

  static TestServer start(EngineSource engines) {
    try {
      Pipe toServer = Pipe.open();
      Pipe toClient = Pipe.open();
      Connection connection = Connection.open(engines, Channels.newInputStream(toServer.source()),
          Channels.newOutputStream(toClient.sink()));
      TestClient client =
          new TestClient(Channels.newInputStream(toClient.source()), Channels.newOutputStream(toServer.sink()));
      return new TestServer(connection, client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server that is initialised for a client with the given capabilities. */
  static TestServer initialized(String capabilities, String options) {
    return start().initialize(capabilities, options);
  }

  TestServer initialize(String capabilities, String options) {
    client.request("initialize", "{\"processId\":null,\"rootUri\":null,\"capabilities\":" + capabilities
        + ",\"initializationOptions\":" + options + "}");
    client.notify("initialized", "{}");
    return this;
  }

  TestClient client() {
    return client;
  }

  Connection connection() {
    return connection;
  }

  void open(String uri, String language, int version, String text) {
    client.notify("textDocument/didOpen",
        Map.of("textDocument", Map.of("uri", uri, "languageId", language, "version", version, "text", text)));
  }

  void change(String uri, int version, String text) {
    client.notify("textDocument/didChange", Map.of("textDocument", Map.of("uri", uri, "version", version),
        "contentChanges", List.of(Map.of("text", text))));
  }

  JsonElement hover(String uri, int line, int character) {
    JsonObject answer = client.request("textDocument/hover",
        Map.of("textDocument", Map.of("uri", uri), "position", Map.of("line", line, "character", character)));
    if (answer.has("error")) {
      throw new AssertionError("hover failed: " + answer);
    }
    return answer.get("result");
  }

  String hoverText(String uri, int line, int character) {
    JsonElement hover = hover(uri, line, character);
    return hover == null || hover.isJsonNull() ? ""
        : hover.getAsJsonObject().getAsJsonObject("contents").get("value").getAsString();
  }

  /** Hovers, as a user would, until the text is as wanted. */
  String hoverUntil(String uri, int line, int character, Predicate<String> wanted) {
    long deadline = System.nanoTime() + TestClient.TIMEOUT_MILLIS * 1_000_000;
    while (true) {
      String text = hoverText(uri, line, character);
      if (wanted.test(text)) {
        return text;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the hover stays:\n" + text);
      }
      pause(50);
    }
  }

  /** Hovers until nothing is being measured any more. */
  String hoverUntilComplete(String uri, int line, int character) {
    return hoverUntil(uri, line, character,
        text -> !text.isEmpty() && !text.contains("easuring…") && !text.contains("being compiled again"));
  }

  JsonArray diagnostics(String uri, int version) {
    return client.awaitDiagnostics(uri, version);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    connection.close();
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
