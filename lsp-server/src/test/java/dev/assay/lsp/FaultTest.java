package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.assay.Engine;
import dev.assay.lsp.analysis.EngineSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong while the server works: it says so, or does it again, and lives on. */
@Timeout(180)
class FaultTest {
  private static final String URI = "file:///work/fault.ll";

  /** Functions that no test before has measured or seen die: what kills a worker is remembered by its hash. */
  private static String freshIr(int functions) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < functions; i++) {
      text.append("define i64 @f").append(i).append("(i64 %x) {\n  %p = alloca i64\n  store i64 %x, ptr %p\n");
      text.append("  %v = load i64, ptr %p\n  %r = mul i64 %v, ").append(UUID.randomUUID().getLeastSignificantBits());
      text.append("\n  ret i64 %r\n}\n");
    }
    return text.toString();
  }

  @Test
  void measuresOnWhenWorkersAreKilled() {
    Engine engine = SharedEngine.get();
    try (TestServer server = TestServer.initialized(TestServer.MARKDOWN, "{}")) {
      server.open(URI, "llvm", 1, freshIr(12));
      server.diagnostics(URI, 1);
      long before = engine.pool().startedCount();
      engine.pool().pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));

      server.change(URI, 2, freshIr(12));
      server.diagnostics(URI, 2);
      for (int i = 0; i < 12; i++) {
        assertThat(server.hoverUntilComplete(URI, 7 * i, 14)).contains("`f" + i + "`", "Every figure is measured.");
      }
      assertThat(engine.pool().startedCount()).isGreaterThan(before);
    }
  }

  @Test
  void publishesNothingOfATextThatHasChangedMeanwhile() {
    try (TestServer server = TestServer.initialized(TestServer.MARKDOWN, "{\"debounceMillis\":50}")) {
      server.open(URI, "llvm", 1, "define nonsense 1\n");
      for (int version = 2; version < 30; version++) {
        server.change(URI, version, "define nonsense " + version + "\n");
      }
      server.change(URI, 30, "define void @f() {\n  ret void\n}\n");

      assertThat(server.diagnostics(URI, 30)).isEmpty();
      TestServer.pause(300);
      assertThat(server.client().received("textDocument/publishDiagnostics"))
          .allSatisfy(m -> assertThat(m.getAsJsonObject("params").get("version").getAsInt()).isLessThan(30))
          .hasSizeLessThan(10);
    }
  }

  @Test
  void reportsProgressThatCanBeCancelled() {
    try (TestServer server = TestServer.initialized("{\"window\":{\"workDoneProgress\":true}}", "{}")) {
      server.open(URI, "llvm", 1, freshIr(40));
      JsonObject create = server.client().awaitMethod("window/workDoneProgress/create", params -> true);
      String token = create.getAsJsonObject("params").get("token").getAsString();
      awaitProgress(server, "begin");
      server.client().notify("window/workDoneProgress/cancel", Map.of("token", token));

      awaitProgress(server, "end");
      assertThat(server.hoverUntilComplete(URI, 7 * 39, 14)).as("what is looked at is measured all the same")
          .contains("f39");
    }
  }

  private static void awaitProgress(TestServer server, String kind) {
    server.client().awaitMethod("$/progress",
        params -> params.getAsJsonObject("value").get("kind").getAsString().equals(kind));
  }

  @Test
  void readsAFileOf50Megabytes() {
    StringBuilder text = new StringBuilder("define i32 @first() {\n  ret i32 1\n}\n");
    String line = "; " + "x".repeat(1000) + "\n";
    while (text.length() < 50_000_000) {
      text.append(line);
    }
    text.append("define i32 @last(i32 %a) {\n  %b = mul i32 %a, 1\n  ret i32 %b\n}\n");
    int lastLine = (int) text.chars().filter(c -> c == '\n').count() - 4;
    try (TestServer server = TestServer.initialized(TestServer.MARKDOWN, "{}")) {
      server.open(URI, "llvm", 1, text.toString());
      server.diagnostics(URI, 1);

      assertThat(server.hoverUntilComplete(URI, lastLine, 13)).contains("`last`");
    }
  }

  @Test
  void saysWhyThereIsNoEngineAndTriesAgain() {
    AtomicInteger tries = new AtomicInteger();
    EngineSource failing = settings -> {
      tries.incrementAndGet();
      throw new IOException("there is no LLVM here");
    };
    try (TestServer server =
        TestServer.start(failing).initialize("{\"experimental\":{\"serverStatusNotification\":true}}", "{}")) {
      server.open(URI, "llvm", 1, "define void @f() {\n  ret void\n}\n");
      JsonObject status =
          server.client().awaitMethod("assay/status", params -> params.get("health").getAsString().equals("error"));

      assertThat(status.getAsJsonObject("params").get("message").getAsString()).isEqualTo("there is no LLVM here");
      assertThat(server.hoverUntil(URI, 0, 14, text -> text.contains("Cannot be measured")))
          .contains("there is no LLVM here");
      assertThat(tries).hasValueGreaterThan(0);
    }
  }

  @Test
  void changesItsWorkersWhenSettingsSaySo() {
    AtomicInteger opened = new AtomicInteger();
    EngineSource counting = settings -> {
      opened.incrementAndGet();
      return SharedEngine.get();
    };
    EngineSource notClosing = new EngineSource() {
      @Override
      public Engine open(dev.assay.lsp.settings.Settings settings) throws IOException {
        return counting.open(settings);
      }

      @Override
      public void close(Engine engine) {
        // It is shared.
      }
    };
    try (TestServer server = TestServer.start(notClosing)) {
      server.client().setSettings("{\"workers\":1}");
      server.initialize("{\"workspace\":{\"configuration\":true}}", "{}");
      server.client().awaitMethod("workspace/configuration", params -> true);
      server.open(URI, "llvm", 1, "define void @f() {\n  ret void\n}\n");
      server.hoverUntilComplete(URI, 0, 14);
      int before = opened.get();
      server.client().setSettings("{\"workers\":2}");
      server.client().notify("workspace/didChangeConfiguration", "{\"settings\":null}");

      server.diagnostics(URI, 1);
      server.diagnostics(URI, 1); // read again by the new engine
      assertThat(opened.get()).isEqualTo(before + 1);
    }
  }

  @Test
  void answersRequestsWhoseParametersAreOfTheWrongKind() {
    try (TestServer server = TestServer.initialized(TestServer.MARKDOWN, "{}")) {
      for (String method : new String[]{"assay/spectrum", "assay/map", "textDocument/hover"}) {
        JsonObject error = server.client().request(method, "nonsense").getAsJsonObject("error");
        assertThat(error).as(method).isNotNull();
        assertThat(error.get("code").getAsInt()).as(method).isEqualTo(ResponseErrorCode.InvalidParams.getValue());
        assertThat(error.get("message").getAsString()).contains(method);
      }
      assertThat(server.client().request("textDocument/hover", List.of(1, 2)).has("error")).isTrue();

      server.open(URI, "llvm", 1, "define nonsense\n");
      assertThat(server.diagnostics(URI, 1)).as("the server lives on").isNotEmpty();
    }
  }

  @Test
  void livesWithWhatItCannotUnderstand() {
    try (TestServer server = TestServer.initialized(TestServer.MARKDOWN, "[1]")) {
      TestClient client = server.client();
      client.sendRaw("{this is no JSON");
      client.sendRaw("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didChange\",\"params\":{}}");
      client.sendRaw("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":null}}");
      client.sendRaw("{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":[]}");
      client.sendRaw("{\"jsonrpc\":\"2.0\",\"id\":12345,\"result\":null}");
      server.change("file:///never-opened.c", 2, "");
      server.open("file:///work/%FF%FE.ll", "llvm", 1, "define void @f() {\n  ret void\n}\n");
      server.open("file:///work/x.py", "python", 1, "def f(): pass\n");
      server.open("untitled:Untitled-1", "llvm", 1, "define void @g() {\n  ret void\n}\n");
      server.open("untitled:Untitled-1", "llvm", 2, "define void @h() {\n  ret void\n}\n");
      client.notify("$/cancelRequest", Map.of("id", 999));

      assertThat(server.hoverUntilComplete("untitled:Untitled-1", 0, 14)).contains("`h`");
      assertThat(server.hoverUntilComplete("file:///work/%FF%FE.ll", 0, 14)).contains("`f`");
      assertThat(server.hoverText("file:///work/x.py", 0, 5)).isEmpty();
    }
  }

  @Test
  void clearsDiagnosticsOnClose() {
    try (TestServer server = TestServer.initialized(TestServer.MARKDOWN, "{}")) {
      server.open(URI, "llvm", 4, "nonsense\n");
      JsonArray diagnostics = server.diagnostics(URI, 4);
      assertThat(diagnostics).hasSize(1);
      server.client().notify("textDocument/didClose", Map.of("textDocument", Map.of("uri", URI)));

      server.client().awaitMethod("textDocument/publishDiagnostics",
          params -> !params.has("version") && params.getAsJsonArray("diagnostics").isEmpty());
      assertThat(server.hoverText(URI, 0, 0)).isEmpty();
    }
  }
}
