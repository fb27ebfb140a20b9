package dev.assay.lsp;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole exchanges, read from files: {@code -->} sends a message and waits for its answer, {@code await METHOD} waits
 * for a message of the server, {@code until complete -->} repeats a hover until nothing is being measured. What came
 * is written after each, and the whole compared with the file.
 */
class ExchangeTest {
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  static Stream<String> exchanges() throws IOException {
    try (Stream<Path> files = Files.list(Golden.path("exchanges"))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("exchanges")
  void goesAsWritten(String name) throws IOException {
    List<String> lines = Files.readAllLines(Golden.path("exchanges/" + name));
    StringBuilder actual = new StringBuilder();
    try (TestServer server = TestServer.start()) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.startsWith("<--")) { // what came the last time, up to the empty line
          while (i + 1 < lines.size() && !lines.get(i + 1).isEmpty()) {
            i++;
          }
        } else {
          actual.append(line).append('\n');
          answer(server.client(), line)
              .ifPresent(message -> actual.append("<-- ").append(normal(message)).append('\n'));
        }
      }
    }
    Golden.check("exchanges/" + name, actual.toString());
  }

  private static java.util.Optional<JsonObject> answer(TestClient client, String line) {
    if (line.startsWith("await ")) {
      return java.util.Optional.of(client.awaitMethod(line.substring("await ".length()).strip(), params -> true));
    }
    if (line.startsWith("until complete -->")) {
      while (true) {
        JsonObject answer = send(client, line.substring("until complete -->".length()));
        if (answer.has("result") && !answer.get("result").isJsonNull() && !answer.toString().contains("easuring…")) {
          return java.util.Optional.of(answer);
        }
        TestServer.pause(50);
      }
    }
    if (line.startsWith("-->")) {
      return java.util.Optional.ofNullable(send(client, line.substring("-->".length())));
    }
    return java.util.Optional.empty();
  }

  private static JsonObject send(TestClient client, String json) {
    client.sendRaw(json.strip());
    JsonObject message = JsonParser.parseString(json).getAsJsonObject();
    if (!message.has("id") || !message.has("method")) {
      return null;
    }
    JsonElement id = message.get("id");
    return client.await("the answer to " + id, answer -> !answer.has("method") && id.equals(answer.get("id")));
  }

  private static String normal(JsonObject message) {
    return PRETTY.toJson(message).replaceAll("(\"version\": )\"[^\"]*\"", "$1\"(version)\"");
  }
}
