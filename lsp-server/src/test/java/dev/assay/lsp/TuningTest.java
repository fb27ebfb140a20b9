package dev.assay.lsp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.assay.pool.LlvmDistribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are tuned in the editor, and what is offered afterwards. */
@Timeout(240)
class TuningTest {
  /** Equal parts, which the outliner makes one function of; and a loop that -O2 unrolls. */
  private static final String TEXT = """
      int first(volatile int *p) {
        p[5] = 1; p[0] = 1111; p[1] = 2222; p[2] = 3333; p[3] = 4444; p[4] = 5555; return p[7]; }
      int second(volatile int *p) {
        p[6] = 2; p[0] = 1111; p[1] = 2222; p[2] = 3333; p[3] = 4444; p[4] = 5555; return p[8]; }
      int third(volatile int *p) {
        p[7] = 3; p[0] = 1111; p[1] = 2222; p[2] = 3333; p[3] = 4444; p[4] = 5555; return p[9]; }
      int sum(const int *v) { int s = 0; for (int i = 0; i < 24; i++) s += v[i] * (i + 3); return s; }
      """;
  private static final int FIRST = 0;
  private static final String TARGET = "--target=x86_64-linux-gnu";

  @TempDir
  private Path folder;

  private String uri() {
    return folder.resolve("a.c").toUri().toString();
  }

  private void database(String compiler) throws IOException {
    Files.writeString(folder.resolve("compile_commands.json"), """
        [{"directory":"%s","file":"a.c","arguments":["%s","%s","-O2","-c","a.c"]}]
        """.formatted(folder, compiler, TARGET));
  }

  private Editing open(TestServer server) {
    server.open(uri(), "c", 1, TEXT);
    Editing editor = new Editing(server);
    editor.completeTitles(uri());
    return editor;
  }

  private TestServer start() {
    return Editing.start(folder.toUri().toString(), "{\"probe\":{\"enabled\":false},\"index\":{\"enabled\":false}}");
  }

  private JsonObject answer(TestServer server, Map<String, Object> argument) {
    return server.client().request("workspace/executeCommand",
        Map.of("command", "assay.tune", "arguments", List.of(argument)));
  }

  private JsonObject tune(TestServer server, String require) {
    JsonObject answer = answer(server, Map.of("uri", uri(), "require", require));
    assertThat(answer.has("result")).as(answer.toString()).isTrue();
    return answer.getAsJsonObject("result");
  }

  /** Bytes of code by llvm-size, of what clang makes by itself. */
  private long witness(List<String> options) throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("witness.c"), TEXT);
    Path object = folder.resolve("witness.o");
    Path clang = LlvmDistribution.unpack().clang();
    List<String> command = new ArrayList<>(List.of(clang.toString(), TARGET));
    options.forEach(option -> command.addAll(List.of(option.split(" "))));
    command.addAll(List.of("-c", "-o", object.toString(), file.toString()));
    run(command);
    Path size = clang.resolveSibling("llvm-size");
    assertThat(size.toFile().setExecutable(true)).isTrue();
    return run(List.of(size.toString(), "-A", object.toString())).lines().filter(line -> line.startsWith(".text"))
        .mapToLong(line -> Long.parseLong(line.split("\\s+")[1])).sum();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static List<String> options(JsonObject tuned) {
    List<String> options = new ArrayList<>();
    tuned.getAsJsonArray("options").forEach(option -> options.add(option.getAsString()));
    return options;
  }

  @Test
  void aFileIsTunedWhenThatIsAskedForAndKnownFromThenOn() throws Exception {
    database("clang");
    try (TestServer server = start()) {
      Editing editor = open(server);
      assertThat(server.hoverUntilComplete(uri(), FIRST, 6)).doesNotContain("Tuned");
      JsonObject action = editor.action(uri(), FIRST, "tune a.c").orElseThrow();
      assertThat(action.getAsJsonObject("command").get("command").getAsString()).isEqualTo("assay.tune");

      JsonObject tuned = tune(server, "vetted");
      assertThat(tuned.get("builtBytes").getAsLong()).isEqualTo(witness(List.of("-O2")));
      assertThat(tuned.get("ozBytes").getAsLong()).isEqualTo(witness(List.of("-Oz")));
      assertThat(options(tuned)).containsExactly("-Oz", "-mllvm -enable-machine-outliner=always");
      assertThat(tuned.get("tunedBytes").getAsLong()).isEqualTo(witness(options(tuned)))
          .isLessThan(tuned.get("ozBytes").getAsLong());
      assertThat(tuned.get("tested").getAsString()).isEqualTo("vetted");
      assertThat(tuned.getAsJsonObject("text").get("notes").toString()).contains("1,000 random programs",
          "One entry of the library for this target was not tried, since it is not vetted");
      long sum = 0;
      for (var function : tuned.getAsJsonArray("functions")) {
        JsonObject row = function.getAsJsonObject();
        sum += row.has("tunedBytes") ? row.get("tunedBytes").getAsLong() : 0;
      }
      assertThat(sum).isPositive().isLessThanOrEqualTo(tuned.get("tunedBytes").getAsLong());

      assertThat(server.hoverUntilComplete(uri(), FIRST, 6))
          .containsPattern(
              "Tuned: in its file \\d+ → \\d+ bytes, with -Oz and 1 flag \\(library outlined\\) for the whole file")
          .contains("vetted");
      assertThat(editor.completeTitles(uri()).get(3)).containsPattern("tuned \\d+ B with -Oz and 1 flag");
      assertThat(editor.action(uri(), FIRST, "tune a.c")).isEmpty();

      server.change(uri(), 2, TEXT + "int more;\n");
      server.diagnostics(uri(), 2);
      assertThat(server.hoverUntilComplete(uri(), FIRST, 6)).doesNotContain("Tuned");
      server.change(uri(), 3, TEXT);
      server.diagnostics(uri(), 3);
      assertThat(server.hoverUntilComplete(uri(), FIRST, 6)).contains("Tuned");
    }
  }

  @Test
  void aLevelOfClangsIsNotSaidToBeVetted() throws IOException {
    Files.writeString(folder.resolve("compile_flags.txt"), "-O2\n" + TARGET + "\n");
    Files.writeString(folder.resolve("a.c"), "int sum(const int *v, int n) { int s = 0; "
        + "for (int i = 0; i < n; i++) s += v[i] * (i + 3); return s; }\n");
    try (TestServer server = start()) {
      JsonObject tuned = tune(server, "vetted");
      assertThat(options(tuned)).hasSize(1);
      assertThat(tuned.getAsJsonObject("text").get("notes").toString()).contains("one of clang's own levels")
          .doesNotContain("random programs");
    }
  }

  @Test
  void whatCannotBeTunedIsSaid() throws IOException {
    try (TestServer server = start()) {
      assertThat(error(answer(server, Map.of()))).contains("'uri'");
      assertThat(error(answer(server, Map.of("uri", uri(), "require", "blessed")))).contains("vetted");
      Files.writeString(folder.resolve("a.ll"), "define i32 @f() {\n  ret i32 1\n}\n");
      assertThat(error(answer(server, Map.of("uri", folder.resolve("a.ll").toUri().toString())))).contains("is IR");
      Files.writeString(folder.resolve("a.c"), "int f( {");
      assertThat(error(answer(server, Map.of("uri", uri())))).contains("has errors");
      Files.writeString(folder.resolve("compile_flags.txt"), "-O2\n-fprofile-use\n");
      Files.writeString(folder.resolve("a.c"), TEXT);
      JsonObject kept = tune(server, "verified");
      assertThat(kept.get("keptAsIs").getAsString()).contains("-fprofile-use");
      assertThat(options(kept)).isEmpty();
    }
  }

  private static String error(JsonObject answer) {
    return answer.getAsJsonObject("error").get("message").getAsString();
  }

  @Test
  void flagsAndAssayCcAreSetUpWhereTheProjectSaysHowItIsBuilt() throws IOException {
    database("clang");
    String cmake = "project(x C)\nadd_executable(prog main.c a.c)\n";
    Files.writeString(folder.resolve("CMakeLists.txt"), cmake);
    try (TestServer server = start()) {
      Editing editor = open(server);
      tune(server, "vetted");
      JsonObject source = action(editor, "build a.c with -Oz and 1 flag in CMakeLists.txt");
      assertThat(source.get("title").getAsString())
          .containsPattern("the file's code \\d+ → \\d+ bytes, measured; vetted");
      assertThat(Editing.apply(cmake, source)).isEqualTo(cmake + "set_source_files_properties(a.c PROPERTIES "
          + "COMPILE_OPTIONS \"-Oz;SHELL:-mllvm -enable-machine-outliner=always\")\n");
      assertThat(applied(editor, cmake, "build target prog")).isEqualTo(
          cmake + "target_compile_options(prog PRIVATE -Oz \"SHELL:-mllvm -enable-machine-outliner=always\")\n");
      assertThat(applied(editor, cmake, "compile the project through assay cc")).startsWith(
          "project(x C)\nfind_program(ASSAY assay)\nif(ASSAY)\n  set(CMAKE_C_COMPILER_LAUNCHER \"${ASSAY};cc;--\")\n");

      Files.delete(folder.resolve("CMakeLists.txt"));
      String meson = "project('x',\n  'c')\nexecutable('prog', 'a.c')\n";
      Files.writeString(folder.resolve("meson.build"), meson);
      assertThat(applied(editor, meson, "build the project")).isEqualTo("project('x',\n  'c')\n"
          + "add_project_arguments('-Oz', '-mllvm', '-enable-machine-outliner=always', language : 'c')\n"
          + "executable('prog', 'a.c')\n");

      Files.delete(folder.resolve("meson.build"));
      String make = "CC = clang -m64\nprog: out/a.o\n";
      Files.writeString(folder.resolve("Makefile"), make);
      assertThat(applied(editor, make, "build a.c with"))
          .isEqualTo(make + "out/a.o: CFLAGS += -Oz -mllvm -enable-machine-outliner=always\n");
      assertThat(applied(editor, make, "compile the project through assay cc"))
          .isEqualTo("CC = assay cc -- clang -m64\nprog: out/a.o\n");
      Files.writeString(folder.resolve("Makefile"), "prog: a.o\n");
      assertThat(applied(editor, "prog: a.o\n", "compile the project through assay cc"))
          .isEqualTo("CC = assay cc -- cc\nprog: a.o\n");
    }
  }

  private String applied(Editing editor, String text, String title) {
    return Editing.apply(text, action(editor, title));
  }

  private JsonObject action(Editing editor, String title) {
    return editor.action(uri(), FIRST, title)
        .orElseThrow(() -> new AssertionError(title + " is not among " + editor.actions(uri(), FIRST)));
  }

  @Test
  void flagsOfClangAreNotOfferedToGccButAssayCcIs() throws IOException {
    database("gcc");
    Files.writeString(folder.resolve("Makefile"), "CC=gcc\nprog: a.o\n");
    try (TestServer server = start()) {
      Editing editor = open(server);
      tune(server, "verified");
      assertThat(editor.action(uri(), FIRST, "build a.c with")).isEmpty();
      Optional<JsonObject> cc = editor.action(uri(), FIRST, "compile the project through assay cc");
      assertThat(Editing.apply("CC=gcc\nprog: a.o\n", cc.orElseThrow())).contains("assay cc ", "-- gcc\n");
    }
  }

  @Test
  void noinlineIsAddedWhereItMakesTheFileSmaller() throws IOException {
    Files.writeString(folder.resolve("compile_flags.txt"), "-O2\n" + TARGET + "\n");
    String text = """
        extern int out(int);
        static int helper(int x) { return out(x * 3 + 1) + out(x ^ 77) * out(x / 3) + out(x % 7); }
        int a(int x) { return helper(x) + 1; }
        int b(int x) { return helper(x + 5) ^ 2; }
        int c(int x) { return helper(x - 5) | 4; }
        """;
    try (TestServer server = start()) {
      server.open(uri(), "c", 1, text);
      Editing editor = new Editing(server);
      editor.completeTitles(uri());
      JsonObject action = editor.action(uri(), 1, "add __attribute__((noinline))").orElseThrow();
      assertThat(Editing.apply(text, action)).contains("__attribute__((noinline)) static int helper(");
      assertThat(editor.action(uri(), 2, "add __attribute__((noinline))")).isEmpty();
    }
  }
}
