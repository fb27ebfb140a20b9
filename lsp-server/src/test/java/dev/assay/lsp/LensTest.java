package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LensTest {
  private static final String TEXT = """
      static int square(int x) { return x * x; }
      int sum(int n) {
        int s = 0;
        for (int i = 0; i < n; i++)
          s += square(i);
        return s;
      }
      int nothing(void) { return 0; }
      """;

  @TempDir
  private Path folder;

  private String uri() {
    return folder.resolve("a.c").toUri().toString();
  }

  @Test
  void eachFunctionHasALensThatSaysWhatIsMeasured() {
    try (TestServer server = Editing.start(folder.toUri().toString(), "{}")) {
      Editing editor = new Editing(server);
      server.open(uri(), "c", 1, TEXT);
      List<String> titles = editor.completeTitles(uri());

      assertThat(titles).hasSize(3);
      assertThat(titles.get(0)).as("is inlined, and dropped").matches("inlined \\(\\d+ B alone\\) · -Oz \\d+ B · .*");
      assertThat(titles.get(1)).as("square is inlined into it")
          .matches("\\d+ B at -O2 \\(\\d+ B alone\\) · -Oz \\d+ B · best \\d+ B");
      assertThat(titles.get(2)).matches("(\\d+) B at -O2 · -Oz \\1 B · nothing smaller");
      JsonObject lens = editor.lenses(uri()).get(1).getAsJsonObject();
      assertThat(lens.has("command")).as("is resolved later").isFalse();
      assertThat(lens.getAsJsonObject("range").toString())
          .isEqualTo("{\"start\":{\"line\":1,\"character\":4},\"end\":{\"line\":1,\"character\":7}}");
      server.client().awaitMethod("workspace/codeLens/refresh", params -> true);
    }
  }

  @Test
  void lensesAndHintsGoBySettings() {
    try (TestServer server = Editing.start(folder.toUri().toString(),
        "{\"codeLens\":{\"enabled\":false},\"inlayHints\":{\"enabled\":true}}")) {
      Editing editor = new Editing(server);
      server.open(uri(), "c", 1, TEXT);
      server.hoverUntilComplete(uri(), 1, 4);

      assertThat(editor.lenses(uri())).isEmpty();
      assertThat(editor.hints(uri(), 100)).hasSize(3);
      assertThat(editor.hints(uri(), 0)).hasSize(1);
      JsonObject hint = editor.hints(uri(), 100).get(1).getAsJsonObject();
      assertThat(hint.get("label").getAsString()).contains("-Oz ");
      assertThat(hint.getAsJsonObject("position").toString()).isEqualTo("{\"line\":1,\"character\":16}");
    }
  }

  @Test
  void aLensOfWhatIsGoneSaysNothingWrong() {
    try (TestServer server = Editing.start(folder.toUri().toString(), "{}")) {
      JsonObject resolved = server.client().request("codeLens/resolve",
          Map.of("range", Map.of("start", Map.of("line", 0, "character", 0), "end", Map.of("line", 0, "character", 1)),
              "data", Map.of("uri", uri(), "name", "gone")));
      assertThat(resolved.getAsJsonObject("result").getAsJsonObject("command").get("title").getAsString())
          .isEqualTo("measuring…");
    }
  }
}
