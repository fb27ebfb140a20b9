package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CSourceTest {
  private static final String TEXT = """
      static int twice(int x) {
        return x + x;
      }

      int user(int x) {
        return twice(x) * DEFINED;
      }
      """;

  @TempDir
  private Path workspace;

  private TestServer server(String options) {
    TestServer server = TestServer.start();
    server.client().request("initialize", "{\"processId\":null,\"rootUri\":\"" + workspace.toUri()
        + "\",\"capabilities\":" + TestServer.MARKDOWN + ",\"initializationOptions\":" + options + "}");
    server.client().notify("initialized", "{}");
    return server;
  }

  private String open(TestServer server, String text) {
    String uri = workspace.resolve("a.c").toUri().toString();
    server.open(uri, "c", 1, text);
    return uri;
  }

  @Test
  void usesTheProjectsFlagsAndItsLevel() throws IOException {
    Files.writeString(workspace.resolve("compile_commands.json"), """
        [{"directory":".","file":"a.c","command":"cc -O2 -DDEFINED=3 -Wall -fplugin=evil.so -c a.c"}]""");
    try (TestServer server = server("{}")) {
      String uri = open(server, TEXT);

      JsonArray diagnostics = server.diagnostics(uri, 1);
      assertThat(diagnostics.toString()).contains("-fplugin=evil.so").doesNotContain("-Wall");
      assertThat(diagnostics).hasSize(1);
      String text = server.hoverUntilComplete(uri, 5, 11);
      assertThat(text).contains("`twice`", "| built -O2 |", "In its file at -O2: inlined into user",
          "Every figure is measured.");
      assertThat(server.hoverUntilComplete(uri, 5, 2)).contains("`user`");
    }
  }

  @Test
  void saysOnceWhichOfSeveralCommandsWasChosen() throws IOException {
    Files.writeString(workspace.resolve("compile_commands.json"), """
        [{"directory":".","file":"a.c","command":"cc -O2 -DDEFINED=3 -c a.c"},
         {"directory":".","file":"a.c","command":"cc -Oz -DDEFINED=3 -c a.c"}]""");
    try (TestServer server = server("{}")) {
      String uri = open(server, TEXT);
      server.diagnostics(uri, 1);
      server.change(uri, 2, TEXT + "\n");
      server.diagnostics(uri, 2);

      assertThat(server.client().received("window/logMessage").stream().map(Object::toString)
          .filter(message -> message.contains("a.c") && message.contains("compile_commands.json"))).hasSize(1);
    }
  }

  @Test
  void takesNothingFromAWorkspaceThatIsNotTrusted() throws IOException {
    Files.writeString(workspace.resolve("compile_flags.txt"), "-DDEFINED=3\n");
    try (TestServer server = server("{\"workspaceTrusted\":false}")) {
      String uri = open(server, TEXT);

      assertThat(server.diagnostics(uri, 1).toString()).contains("DEFINED");
    }
  }

  @Test
  void showsWhatClangRefusesUntilItIsMended() throws IOException {
    Files.writeString(workspace.resolve("compile_flags.txt"), "-DDEFINED=3\n");
    try (TestServer server = server("{\"debounceMillis\":0}")) {
      String uri = open(server, TEXT.replace("x + x;", "x + y;"));

      assertThat(server.diagnostics(uri, 1).toString()).contains("undeclared identifier 'y'", "\"line\":1",
          "\"character\":13");
      server.client().notify("textDocument/didChange",
          Map.of("textDocument", Map.of("uri", uri, "version", 2), "contentChanges",
              List.of(Map.of("range",
                  Map.of("start", Map.of("line", 1, "character", 13), "end", Map.of("line", 1, "character", 14)),
                  "text", "x"))));
      assertThat(server.diagnostics(uri, 2)).isEmpty();
      assertThat(server.hoverUntilComplete(uri, 0, 13)).contains("`twice`");
    }
  }

  @Test
  void showsAHeadersProblemWhereItIsIncluded() throws IOException {
    Files.writeString(workspace.resolve("bad.h"), "int f(void) {\n  return nowhere;\n}\n");
    try (TestServer server = server("{}")) {
      String uri = open(server, "int a;\n#include \"bad.h\"\n");

      assertThat(server.diagnostics(uri, 1)).singleElement().satisfies(d -> {
        assertThat(d.toString()).contains("nowhere", "relatedInformation", "bad.h");
        assertThat(d.getAsJsonObject().getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt())
            .isOne();
      });
    }
  }
}
