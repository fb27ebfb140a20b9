package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class CodeActionTest {
  private static final Pattern PROMISE = Pattern.compile("(\\d+) → (\\d+) (?:bytes|IR instructions), measured\\)");
  /** At -O2 the loop is unrolled. */
  private static final String LOOP = """
      int count;
      int table(const int *p) {
        int s = 0;
        for (int i = 0; i < 24; i++)
          s += p[i] * (i + 3) ^ count;
        return s;
      }
      int use(void) { return count; }
      """;

  @TempDir
  private Path folder;

  private String uri(String name) {
    return folder.resolve(name).toUri().toString();
  }

  private TestServer start() {
    return Editing.start(folder.toUri().toString(), "{}");
  }

  /** Every function of an example, one after the other, is replaced by what its best pipeline leaves. */
  @ParameterizedTest
  @ValueSource(strings = {"handwritten.ll", "sort-unoptimised.ll", "crc-o0.ll", "sort-o2.ll"})
  void pipelinesAreAppliedInPlaceAndLeaveWhatTheyPromise(String example) throws IOException {
    String text = Files.readString(Path.of(System.getProperty("assay.root"), "examples", example));
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      int version = 1;
      int applied = 0;
      server.open(uri(example), "llvm", version, text);
      List<String> before = editor.completeTitles(uri(example));
      for (int lens = 0; lens < before.size(); lens++) {
        int line = line(editor.lenses(uri(example)), lens);
        var action = editor.action(uri(example), line, "apply ");
        if (action.isEmpty()) {
          continue;
        }
        assertThat(Editing.change(action.get()).getAsJsonObject("textDocument").get("version").getAsInt())
            .isEqualTo(version);
        int promised = promised(action.get());
        text = Editing.apply(text, action.get());
        server.change(uri(example), ++version, text);
        assertThat(server.diagnostics(uri(example), version)).isEmpty();
        editor.completeTitles(uri(example));
        assertThat(server.hoverUntilComplete(uri(example), line, 20))
            .containsPattern("\\| as given \\|( \\S+ \\|)? " + promised + " \\|");
        applied++;
      }
      assertThat(editor.lenses(uri(example))).hasSameSizeAs(before);
      long improvable = before.stream().filter(title -> title.contains("best ")).count();
      assertThat(applied).as("of " + before).isGreaterThanOrEqualTo((int) improvable);
    }
  }

  private static int line(JsonArray lenses, int index) {
    JsonElement lens = lenses.get(index);
    return lens.getAsJsonObject().getAsJsonObject("range").getAsJsonObject("start").get("line").getAsInt();
  }

  private static int promised(JsonObject action) {
    Matcher matcher = PROMISE.matcher(action.get("title").getAsString());
    assertThat(matcher.find()).as(action.get("title").getAsString()).isTrue();
    assertThat(Integer.parseInt(matcher.group(2))).isLessThan(Integer.parseInt(matcher.group(1)));
    return Integer.parseInt(matcher.group(2));
  }

  @Test
  void aRunLineIsAddedOnceAndThenReplaced() throws IOException {
    String text = Files.readString(Path.of(System.getProperty("assay.root"), "examples", "handwritten.ll"));
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      server.open(uri("a.ll"), "llvm", 1, text);
      editor.completeTitles(uri("a.ll"));
      int line = line(editor.lenses(uri("a.ll")), 0);

      String added = Editing.apply(text, editor.action(uri("a.ll"), line, "add a RUN line").orElseThrow());
      assertThat(added).endsWith(text);
      assertThat(added.lines().findFirst().orElseThrow()).matches("; RUN: opt -passes='.+' -S %s");

      server.change(uri("a.ll"), 2, added);
      server.diagnostics(uri("a.ll"), 2);
      editor.completeTitles(uri("a.ll"));
      assertThat(editor.actions(uri("a.ll"), line + 1)).noneMatch(a -> a.get("title").getAsString().contains("RUN"));

      server.change(uri("a.ll"), 3, "; RUN: opt -passes=instcombine -S %s | FileCheck %s\n" + text);
      server.diagnostics(uri("a.ll"), 3);
      editor.completeTitles(uri("a.ll"));
      JsonObject replace = editor.action(uri("a.ll"), line + 1, "replace the RUN line").orElseThrow();
      assertThat(Editing.apply("; RUN: opt -passes=instcombine -S %s | FileCheck %s\n" + text, replace))
          .isEqualTo(added);
    }
  }

  @Test
  void minsizeIsAddedWhereItMakesTheFunctionSmaller() throws IOException {
    Files.writeString(folder.resolve("compile_flags.txt"), "-O2\n");
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      server.open(uri("a.c"), "c", 1, LOOP);
      editor.completeTitles(uri("a.c"));

      JsonObject action = editor.action(uri("a.c"), 1, "add __attribute__((minsize))").orElseThrow();
      promised(action);
      String changed = Editing.apply(LOOP, action);
      assertThat(changed).contains("__attribute__((minsize)) int table(");
      server.change(uri("a.c"), 2, changed);
      assertThat(server.diagnostics(uri("a.c"), 2)).isEmpty();
      editor.completeTitles(uri("a.c"));
      assertThat(editor.action(uri("a.c"), 1, "add __attribute__((minsize))")).isEmpty();
    }
  }

  @Test
  void minsizeIsNotAddedWhereItMakesTheFileLarger() throws IOException {
    Files.writeString(folder.resolve("compile_flags.txt"), "-O2\n");
    // With it, the unrolled loop moves into the caller, which only jumped to it before.
    String text = LOOP + "int caller(const int *p) { return table(p); }\n";
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      server.open(uri("a.c"), "c", 1, text);
      editor.completeTitles(uri("a.c"));
      assertThat(editor.action(uri("a.c"), 1, "add __attribute__((minsize))")).isEmpty();
      assertThat(editor.action(uri("a.c"), 1, "build a.c with -Oz")).isPresent();
    }
  }

  @Test
  void c23HasItsOwnSpelling() throws IOException {
    Files.writeString(folder.resolve("compile_flags.txt"), "-O2\n-std=c2x\n");
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      server.open(uri("a.c"), "c", 1, LOOP);
      editor.completeTitles(uri("a.c"));
      assertThat(Editing.apply(LOOP, editor.action(uri("a.c"), 1, "add [[clang::minsize]]").orElseThrow()))
          .contains("[[clang::minsize]] int table(");
    }
  }

  @Test
  void theBuildLineIsAComment() {
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      server.open(uri("a.c"), "c", 1, LOOP);
      editor.completeTitles(uri("a.c"));
      String changed = Editing.apply(LOOP, editor.action(uri("a.c"), 1, "add the opt and llc line").orElseThrow());
      assertThat(changed.lines().toList().get(1)).matches("/\\* clang .* a.c -o - \\| opt -passes='.+' \\| llc .*\\*/");
      assertThat(changed.lines().filter(line -> !line.startsWith("/*")).toList()).isEqualTo(LOOP.lines().toList());
    }
  }

  @Test
  void theProjectsFlagsAreChangedWhereTheyCount() throws IOException {
    Files.writeString(folder.resolve("compile_flags.txt"), "-O2\n-Wall\n");
    Files.writeString(folder.resolve("CMakeLists.txt"), "project(x C)");
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      server.open(uri("a.c"), "c", 1, LOOP);
      editor.completeTitles(uri("a.c"));

      JsonObject flags = editor.action(uri("a.c"), 1, "build a.c with -Oz in compile_flags.txt").orElseThrow();
      assertThat(Editing.change(flags).getAsJsonObject("textDocument").get("uri").getAsString())
          .isEqualTo(uri("compile_flags.txt"));
      assertThat(Editing.apply("-O2\n-Wall\n", flags)).isEqualTo("-Oz\n-Wall\n");
      assertThat(editor.action(uri("a.c"), 1, "build a.c with -Oz in CMakeLists.txt")).isEmpty();

      Files.writeString(folder.resolve("compile_commands.json"),
          "[{\"directory\":\"" + folder + "\",\"file\":\"a.c\",\"arguments\":[\"cc\",\"-O2\",\"-c\",\"a.c\"]}]");
      server.change(uri("a.c"), 2, LOOP + "\n");
      server.diagnostics(uri("a.c"), 2);
      editor.completeTitles(uri("a.c"));
      JsonObject cmake = editor.action(uri("a.c"), 1, "build a.c with -Oz in CMakeLists.txt").orElseThrow();
      assertThat(Editing.apply("project(x C)", cmake))
          .isEqualTo("project(x C)\nset_source_files_properties(a.c PROPERTIES COMPILE_OPTIONS -Oz)\n");
      assertThat(editor.action(uri("a.c"), 1, "build a.c with -Oz in compile_flags.txt")).isEmpty();
    }
  }

  @Test
  void nothingIsOfferedOfWhatHasErrors() {
    try (TestServer server = start()) {
      Editing editor = new Editing(server);
      server.open(uri("a.c"), "c", 1, LOOP + "int broken( {\n");
      server.diagnostics(uri("a.c"), 1);
      assertThat(editor.actions(uri("a.c"), 1)).isEmpty();
    }
  }

  @Test
  void aRequestWithoutARangeIsRefused() {
    try (TestServer server = start()) {
      JsonObject answer =
          server.client().request("textDocument/codeAction", Map.of("textDocument", Map.of("uri", uri("a.c"))));
      assertThat(answer.getAsJsonObject("error").get("code").getAsInt()).isEqualTo(-32602);
    }
  }
}
