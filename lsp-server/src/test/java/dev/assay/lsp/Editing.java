package dev.assay.lsp;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What an editor does with a server's lenses, hints and actions. */
final class Editing {
  private static final String CAPABILITIES = """
      {"textDocument":{"hover":{"contentFormat":["markdown"]}},
       "workspace":{"workspaceEdit":{"documentChanges":true},"codeLens":{"refreshSupport":true},
                    "inlayHint":{"refreshSupport":true}}}""";

  private final TestServer server;

  Editing(TestServer server) {
    this.server = server;
  }

  /** A server in a folder, for a client that understands versions of documents. */
  static TestServer start(String folderUri, String options) {
    TestServer server = TestServer.start();
    server.client().request("initialize", "{\"processId\":null,\"rootUri\":\"" + folderUri + "\",\"capabilities\":"
        + CAPABILITIES + ",\"initializationOptions\":" + options + "}");
    server.client().notify("initialized", "{}");
    return server;
  }

  private static Map<String, Object> document(String uri) {
    return Map.of("uri", uri);
  }

  JsonArray lenses(String uri) {
    return server.client().request("textDocument/codeLens", Map.of("textDocument", document(uri)))
        .getAsJsonArray("result");
  }

  /** The titles of a document's lenses, resolved, once all of them are as wanted. */
  List<String> titlesUntil(String uri, Predicate<String> wanted) {
    long deadline = System.nanoTime() + TestClient.TIMEOUT_MILLIS * 1_000_000;
    while (true) {
      List<String> titles = new ArrayList<>();
      for (JsonElement lens : lenses(uri)) {
        titles.add(server.client().request("codeLens/resolve", lens.toString()).getAsJsonObject("result")
            .getAsJsonObject("command").get("title").getAsString());
      }
      if (!titles.isEmpty() && titles.stream().allMatch(wanted)) {
        return titles;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("the lenses stay " + titles);
      }
      TestServer.pause(50);
    }
  }

  /** Titles once everything has been measured. */
  List<String> completeTitles(String uri) {
    return titlesUntil(uri, title -> !title.contains("measuring"));
  }

  JsonArray hints(String uri, int lines) {
    return server.client()
        .request("textDocument/inlayHint",
            Map.of("textDocument", document(uri), "range", Map.of("start", place(0, 0), "end", place(lines, 0))))
        .getAsJsonArray("result");
  }

  /** The actions for a line, in the server's order. */
  List<JsonObject> actions(String uri, int line) {
    JsonObject answer = server.client().request("textDocument/codeAction", Map.of("textDocument", document(uri),
        "range", Map.of("start", place(line, 0), "end", place(line, 0)), "context", Map.of("diagnostics", List.of())));
    List<JsonObject> actions = new ArrayList<>();
    answer.getAsJsonArray("result").forEach(action -> actions.add(action.getAsJsonObject()));
    return actions;
  }

  /** The action whose title begins so. */
  Optional<JsonObject> action(String uri, int line, String title) {
    return actions(uri, line).stream().filter(action -> action.get("title").getAsString().startsWith("Assay: " + title))
        .findFirst();
  }

  private static Map<String, Integer> place(int line, int character) {
    return Map.of("line", line, "character", character);
  }

  /** The one document that an action changes. */
  static JsonObject change(JsonObject action) {
    JsonArray changes = action.getAsJsonObject("edit").getAsJsonArray("documentChanges");
    if (changes.size() != 1) {
      throw new AssertionError("not one document: " + action);
    }
    return changes.get(0).getAsJsonObject();
  }

  /** A text with an action's edits applied. */
  static String apply(String text, JsonObject action) {
    List<JsonObject> edits = new ArrayList<>();
    change(action).getAsJsonArray("edits").forEach(edit -> edits.add(edit.getAsJsonObject()));
    edits.sort((a, b) -> Integer.compare(offset(text, a, "start"), offset(text, b, "start")));
    StringBuilder changed = new StringBuilder();
    int at = 0;
    for (JsonObject edit : edits) {
      changed.append(text, at, offset(text, edit, "start")).append(edit.get("newText").getAsString());
      at = offset(text, edit, "end");
    }
    return changed.append(text.substring(at)).toString();
  }

  private static int offset(String text, JsonObject edit, String end) {
    JsonObject place = edit.getAsJsonObject("range").getAsJsonObject(end);
    int at = 0;
    for (int line = 0; line < place.get("line").getAsInt(); line++) {
      at = text.indexOf('\n', at) + 1;
    }
    return at + place.get("character").getAsInt();
  }
}
