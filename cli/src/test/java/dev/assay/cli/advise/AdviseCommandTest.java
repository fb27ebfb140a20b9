package dev.assay.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.Cli;
import dev.assay.cli.Golden;
import dev.assay.cli.terminal.Terminal;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;

class AdviseCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder;

  private String bundle;

  @BeforeEach
  void makeBundle() {
    bundle = SmallBundles.bundle(folder);
  }

  @Test
  void showsABlockForEachOfAFewFunctions() {
    Cli.Result result = Cli.run("advise", "--bundle", bundle, Cli.example(folder, "handwritten.ll"));
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    Golden.check("advise-handwritten.txt", result.out(), folder);
  }

  @Test
  void printsAJsonLineForEachFunctionWithTheDesignsKeysInOrder() throws IOException {
    Cli.example(folder, "compile_flags.txt");
    Cli.Result result = Cli.run("advise", "--json", "--bundle", bundle, Cli.example(folder, "sort.c"));
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.lines()).hasSize(4);
    JsonNode first = JSON.readTree(result.lines().get(0));
    assertThat(keys(first)).containsExactly("file", "unit", "name", "line", "instructions", "bestPass", "oz",
        "pipeline", "build", "probes", "bundle", "built", "codeBytes");
    assertThat(keys(first.path("build"))).containsExactly("target", "targetFrom", "level", "inFile", "levels", "best",
        "tried", "failed");
    assertThat(keys(first.path("build").path("levels"))).containsExactly("-O2", "-Os", "-Oz");
    assertThat(keys(first.path("build").path("levels").path("-Oz"))).containsExactly("bytes", "instructions", "inFile");
    assertThat(keys(first.path("build").path("best"))).contains("bytes", "instructions", "source", "tested");
    assertThat(keys(first.path("bestPass").path("measured"))).containsExactly("pass", "instructions", "suggestable");
    assertThat(keys(first.path("oz"))).containsExactly("measured", "instructions");
    assertThat(keys(first.path("pipeline"))).containsExactly("passes", "source", "instructions");
    assertThat(keys(first.path("probes"))).containsExactly("run", "failed", "milliseconds");
    assertThat(keys(first.path("built"))).containsExactly("level", "instructions");
    assertThat(keys(first.path("codeBytes"))).containsExactly("given", "built", "oz", "pipeline");
    assertThat(first.path("oz").path("measured").asDouble()).isCloseTo(
        1 - first.path("oz").path("instructions").asDouble() / first.path("instructions").asDouble(), within(0.00005));
  }

  @Test
  void printsTheFiguresOfEachFunctionAsJson() {
    Cli.Result result = Cli.run("advise", "--json", "--bundle", bundle, Cli.example(folder, "sort-unoptimised.ll"));
    assertThat(result.status()).isZero();
    Golden.check("advise-sort.json", result.out(), folder);
  }

  @Test
  void findsAFunctionByNamesThatHaveNoCodeOfTheirOwn() throws IOException {
    String file = Files.writeString(folder.resolve("names.c"), """
        static int impl(int x) { return x * 3 + 1; }
        int pub(int x) __attribute__((alias("impl")));
        int (*choose(void))(int) { return impl; }
        int chosen(int x) __attribute__((ifunc("choose")));
        """).toString();
    Map<String, String> said = Map.of("pub", "pub is an alias of impl", "chosen",
        "chosen is an indirect function (ifunc): what it is, choose chooses when the program is loaded");
    for (Map.Entry<String, String> name : said.entrySet()) {
      Cli.Result result =
          Cli.run("advise", "--json", "--no-measure", "--bundle", bundle, "--function", name.getKey(), file);
      assertThat(result.status()).as(result.err()).isZero();
      assertThat(JSON.readTree(result.out()).path("fileNotes").path(0).asText()).isEqualTo(name.getValue());
    }
  }

  @Test
  void findsAllVersionsOfAFunction() throws IOException {
    String file = Files.writeString(folder.resolve("versions.c"), """
        __attribute__((target_clones("avx2", "default"))) int cloned(int x) { return x * 3; }
        __attribute__((cpu_dispatch(generic, haswell))) int dispatched(int x);
        __attribute__((cpu_specific(generic))) int dispatched(int x) { return x; }
        __attribute__((cpu_specific(haswell))) int dispatched(int x) { return x + 1; }
        """).toString();
    for (String name : List.of("cloned", "dispatched")) {
      Cli.Result result = Cli.run("advise", "--json", "--no-measure", "--bundle", bundle, "--function", name, file);
      assertThat(result.status()).as(result.err()).isZero();
      assertThat(result.lines()).hasSize(2).allSatisfy(line -> assertThat(line).contains("\"" + name + "."));
    }
  }

  @Test
  void looksAtAWholeProgramOnRequest() throws IOException {
    String file = Cli.example(folder, "crc-o0.ll");
    Cli.Result result = Cli.run("advise", "--json", "--program", "--bundle", bundle, file);
    assertThat(result.lines()).hasSize(1);
    JsonNode line = JSON.readTree(result.out());
    assertThat(line.path("unit").asText()).isEqualTo("program");
    assertThat(line.path("name").asText()).isEqualTo(file);
    assertThat(line.has("line")).isFalse();
    assertThat(line.path("notes").path(0).asText()).contains("optnone");
  }

  @Test
  void measuresNothingOnRequestAndSaysThatNothingCanBePredicted() throws IOException {
    Cli.Result result =
        Cli.run("advise", "--json", "--no-measure", "--bundle", bundle, Cli.example(folder, "handwritten.ll"));
    assertThat(result.status()).isZero();
    assertThat(result.err()).contains("nothing can be predicted");
    for (String line : result.lines()) {
      assertThat(keys(JSON.readTree(line))).containsExactly("file", "unit", "name", "line", "instructions", "probes",
          "bundle");
    }
  }

  @Test
  void goesOnAfterInputsThatFailAndKeepsTheOrderOfTheInputs() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.ll"), "define i32 @f() {\n  ret i32 what\n}\n");
    String first = Cli.example(folder, "sort-o2.ll");
    String last = Cli.example(folder, "handwritten.ll");
    String missing = folder.resolve("missing.c").toString();
    Cli.Result result = Cli.run("advise", "--json", "--bundle", bundle, first, missing, broken.toString(), last);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err().lines()).hasSize(2).anyMatch(line -> line.startsWith(missing + ": "))
        .anyMatch(line -> line.startsWith(broken + ":2: "));
    List<String> names = new ArrayList<>();
    for (String line : result.lines()) {
      names.add(JSON.readTree(line).path("name").asText());
    }
    assertThat(names).containsExactly("bubble_sort", "insertion_sort", "quicksort", "sum_of_primes", "saturating_add",
        "dispatch", "dot");
  }

  @Test
  void takesTheFunctionsAskedForAndMissesThoseNotThere() {
    String file = Cli.example(folder, "handwritten.ll");
    Cli.Result result = Cli.run("advise", "--bundle", bundle, "--function", "dot", "--function=nothing_like_it", file);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEqualTo(file + ": there is no definition of a function 'nothing_like_it'\n");
    assertThat(result.out()).startsWith(file).contains("\ndot  ").doesNotContain("dispatch");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
  void aFunctionThatTheCompilerDropsIsSaidToBeDropped() throws IOException {
    Path file = Files.writeString(folder.resolve("a.c"), """
        int used(int x) { return x; }

        static int unused(int x) { return x + 1; }
        """);
    Cli.Result result =
        Cli.run("advise", "--json", "--bundle", bundle, "--function=unused", "--function=used", file.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .isEqualTo(file + ":3: function 'unused' is defined here, but the compiler drops it, since nothing uses it\n");
    assertThat(result.lines()).hasSize(1);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
  void takesAFunctionByTheNameThatTheSourceHas() throws IOException {
    Path file = Files.writeString(folder.resolve("a.c"), """
        int f(int) __asm__("other");
        int f(int x) { return x; }
        int g(int x) { return x; }
        """);
    Cli.Result result = Cli.run("advise", "--json", "--bundle", bundle, "--function=f", file.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(result.lines()).hasSize(1).first().asString().contains("\"name\":\"other\"", "\"displayName\":\"f\"");
    Cli.Result block = Cli.run("advise", "--bundle", bundle, "--function=other", file.toString());
    assertThat(block.lines()).anyMatch(line -> line.matches("f +.*a\\.c:2")).contains("  symbol        other");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
  void showsARowForEachOfManyFunctionsAndWhichWouldGainMost() {
    Path project = folder.resolve("project");
    Cli.example(project, "compile_flags.txt");
    for (String name : List.of("crc.c", "ring.c", "sort-o2.ll")) {
      Cli.example(project, name);
    }
    Terminal narrow = new Terminal(false, false, 80, false);
    Cli.Result result = Cli.run(narrow, "advise", "--bundle", bundle, project.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.lines()).allMatch(line -> TextWidth.of(line) <= 80);
    // How much of a path is left depends on how long this machine's temporary folders' names are.
    Golden.check("advise-table.txt",
        result.out().replaceAll("(?m)^\\S*/(\\S+)", "TEMP/$1").replaceAll("(?m)\\S*/(\\S+)$", "TEMP/$1"), folder);
  }

  /** Nothing but what is there to be copied, which has no spaces, is wider than the terminal. */
  private static void assertFits(Cli.Result result, int columns) {
    assertThat(result.err()).isEmpty();
    assertThat(result.lines()).isNotEmpty()
        .allMatch(line -> TextWidth.of(line) <= columns || line.strip().matches("\\S+"), "fits, or is one word");
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 61, 66})
  void fitsNarrowTerminals(int columns) {
    Terminal narrow = new Terminal(false, false, columns, true);
    Path project = folder.resolve("narrow");
    String crc = Cli.example(project, "crc.c");
    if (columns < 62) { // wider ones have long texts beside their labels, whole
      Cli.Result block = Cli.run(narrow, "advise", "--bundle", bundle, crc);
      assertFits(block, columns);
      assertThat(block.out()).contains("crc32_bitwise", "-Oz", "best found");
    }
    Cli.example(project, "ring.c");
    Cli.example(project, "sort-o2.ll"); // so many functions that they are rows
    Cli.Result table = Cli.run(narrow, "advise", "--bundle", bundle, project.toString());
    assertFits(table, columns);
    assertThat(table.lines().getFirst()).matches("  function +built +(-Oz +)?best +change( +found by)?");
  }

  @Test
  void aFunctionThatWasDroppedIsAllThatIsSaid() throws IOException {
    Path file = Files.writeString(folder.resolve("a.c"), "static int dropped(int x) { return x; }\nint unused;\n");
    Cli.Result result = Cli.run("advise", "--bundle", bundle, "--function=dropped", file.toString());
    assertThat(result.status()).isOne();
    assertThat(result.err())
        .isEqualTo(file + ":1: function 'dropped' is defined here, but the compiler drops it, since nothing uses it\n");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
  void notesOfAFileAreOnItsFirstLineOnly() throws IOException {
    Files.writeString(folder.resolve("compile_flags.txt"), "-fplugin=evil.so\n");
    List<String> arguments = new ArrayList<>(List.of("advise", "--json", "--no-measure", "--bundle", bundle));
    for (String name : List.of("a.c", "b.c")) {
      String text = "int f(int x) { return x + 1; }\n__attribute__((optnone, noinline)) int g(int x) { return x; }\n";
      arguments.add(Files.writeString(folder.resolve(name), text).toString());
    }
    Cli.Result result = Cli.run(arguments.toArray(String[]::new));
    assertThat(result.status()).isZero();
    List<String> seen = new ArrayList<>();
    for (String text : result.lines()) {
      JsonNode line = JSON.readTree(text);
      assertThat(line.path("notes").toString()).doesNotContain("evil");
      seen.add(line.path("name").asText() + " " + line.path("fileNotes").toString().contains("-fplugin=evil.so") + " "
          + line.path("notes").toString().contains("optnone"));
    }
    assertThat(seen).containsExactly("f true false", "g false true", "f true false", "g false true");
    assertThat(result.err()).as("not a second time").doesNotContain("evil");
  }

  @Test
  void coloursOnlyWhenAskedOrOnATerminal() {
    String file = Cli.example(folder, "handwritten.ll");
    Terminal terminal = new Terminal(true, false, 80, false);
    assertThat(Cli.run(terminal, "advise", "--bundle", bundle, "--function=dot", file).out()).contains("\u001b[");
    assertThat(Cli.run("advise", "--bundle", bundle, "--function=dot", "--color=always", file).out())
        .contains("\u001b[");
    assertThat(Cli.run(terminal, "advise", "--bundle", bundle, "--function=dot", "--color=never", file).out())
        .doesNotContain("\u001b[");
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
