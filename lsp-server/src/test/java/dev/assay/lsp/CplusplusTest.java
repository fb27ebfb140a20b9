package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CplusplusTest {
  private static final String TEXT = """
      namespace geo {
      struct Shape {
        int w, h;
        int area(const int *by) const;
      };
      int Shape::area(const int *by) const {
        int s = 0;
        for (int i = 0; i < 24; i++)
          s += by[i] * (i + w) ^ h;
        return s;
      }
      template <class T> T larger(T a, T b) {
        return a < b ? b : a;
      }
      int pick(int a, int b) { return larger(a, b); }
      }
      """;
  private static final int AREA = 5;
  private static final int LARGER = 11;

  @TempDir
  private Path folder;

  private String uri() {
    return folder.resolve("a.cpp").toUri().toString();
  }

  private TestServer start() {
    TestServer server = Editing.start(folder.toUri().toString(), "{}");
    server.open(uri(), "cpp", 1, TEXT);
    assertThat(server.diagnostics(uri(), 1)).isEmpty();
    return server;
  }

  @Test
  void functionsAreShownByTheirNamesInTheSource() {
    try (TestServer server = start()) {
      String method = server.hoverUntilComplete(uri(), AREA, 12);
      assertThat(method).startsWith("**`geo::Shape::area(int const*) const`: ").contains("| -O2 |", "| best found |")
          .doesNotContain("_Z");
      String template = server.hoverUntilComplete(uri(), LARGER, 24);
      assertThat(template).startsWith("**`int geo::larger<int>(int, int)`: inlined (")
          .contains("In its file at -O2: inlined into geo::pick(int, int); it has no code of its own.")
          .doesNotContain("_Z");
      assertThat(new Editing(server).completeTitles(uri())).hasSize(3).allMatch(title -> title.contains("-Oz "));
    }
  }

  @Test
  void functionsAreFoundByEitherName() {
    try (TestServer server = start()) {
      for (String name : List.of("area", "_ZNK3geo5Shape4areaEPKi")) {
        JsonObject side = server.client()
            .request("workspace/executeCommand",
                Map.of("command", "assay.showPipeline", "arguments", List.of(Map.of("uri", uri(), "name", name))))
            .getAsJsonObject("result");
        assertThat(side.get("displayName").getAsString()).isEqualTo("geo::Shape::area(int const*) const");
        assertThat(side.get("before").getAsString()).as(name).contains("define", "@_ZNK3geo5Shape4areaEPKi");
      }
    }
  }

  @Test
  void theProjectsFlagsAndActionsAreForItToo() throws IOException {
    Files.writeString(folder.resolve("compile_flags.txt"), "-O2\n-std=c++20\n");
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      assertThat(editor.completeTitles(uri()).getFirst()).contains(" B built · -Oz ");
      assertThat(editor.action(uri(), AREA, "build a.cpp with -Oz in compile_flags.txt (the file's code ")).isPresent();
      JsonObject action = editor
          .action(uri(), AREA, "add [[clang::minsize]] to geo::Shape::area(int const*) const (at -O2: ").orElseThrow();
      String changed = Editing.apply(TEXT, action);
      assertThat(changed).contains("[[clang::minsize]] int Shape::area(");
      server.change(uri(), 2, changed);
      assertThat(server.diagnostics(uri(), 2)).isEmpty();
      editor.completeTitles(uri());
      assertThat(editor.action(uri(), AREA, "add [[clang::minsize]]")).isEmpty();
    }
  }
}
