package dev.assay.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bundle.BundleReader;
import dev.assay.cli.Cli;
import dev.assay.pool.LlvmDistribution;
import dev.assay.tune.FunctionPipeline;
import dev.assay.workspace.tuning.FlagFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay tune} and {@code assay flags}, with {@code llvm-size} of what clang makes by itself as witness. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
class TuneCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder;

  private String file;

  @BeforeEach
  void makeFiles() throws IOException {
    file = Cli.example(folder, "tokenizer.c");
    Files.writeString(folder.resolve("compile_commands.json"), """
        [{"directory":"%s","command":"clang -O2 -c tokenizer.c","file":"tokenizer.c"}]
        """.formatted(folder));
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static String tool(String name) throws IOException {
    Path tool = LlvmDistribution.unpack().clang().resolveSibling(name);
    assertThat(tool.toFile().setExecutable(true)).isTrue();
    return tool.toString();
  }

  /** The bytes of code, by llvm-size, of what clang makes of the file with some arguments. */
  private long text(List<String> arguments) throws Exception {
    return text(arguments, file);
  }

  private long text(List<String> arguments, String source) throws Exception {
    Path object = folder.resolve("witness.o");
    List<String> line = new ArrayList<>(List.of(tool("clang"), "-O2"));
    line.addAll(arguments);
    line.addAll(List.of("-c", "-o", object.toString(), source));
    run(line);
    return text(object);
  }

  private static long text(Path object) throws Exception {
    long sum = 0;
    for (String line : run(List.of(tool("llvm-size"), "-A", object.toString())).lines().toList()) {
      sum += line.startsWith(".text") ? Long.parseLong(line.split("\\s+")[1]) : 0;
    }
    return sum;
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  @Test
  void tuneSaysWhatClangMakesAndWritesTheSmallest() throws Exception {
    Path out = folder.resolve("out");
    Cli.Result result = Cli.run("tune", "--json", "--require", "verified", "-o", out.toString(), "--emit-ll", file);
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    JsonNode line = JSON.readTree(result.out());
    assertThat(line.path("own").path("bytes").asLong()).isEqualTo(text(List.of()));
    assertThat(line.path("oz").path("bytes").asLong()).isEqualTo(text(List.of("-Oz")));
    long best = line.path("best").path("bytes").asLong();
    List<Path> written;
    try (var files = Files.walk(out)) {
      written = files.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(written).hasSize(2);
    assertThat(text(written.get(1))).isEqualTo(best);
    assertThat(written.get(0)).content().contains("define ");
    assertThat(line.path("functions").size()).isPositive();
    // Single functions have passes of their own, so clang makes the object of the IR that these left.
    assertThat(line.path("best").path("pipelines").size()).isPositive();
    List<String> codeAlone = words(line.path("best").path("arguments"));
    codeAlone.addAll(List.of("-Xclang", "-disable-llvm-passes"));
    assertThat(best).isEqualTo(text(codeAlone, written.get(0).toString()))
        .isLessThan(line.path("oz").path("bytes").asLong());
  }

  @Test
  void withoutPipelinesClangMakesTheSameOfTheSource() throws Exception {
    List<String> words = new ArrayList<>(List.of("tune", "--json", "--require", "verified", file));
    for (FunctionPipeline pipeline : BundleReader.shipped().library().pipelines()) {
      words.addAll(List.of("--without", pipeline.id()));
    }
    JsonNode line = JSON.readTree(Cli.run(words.toArray(new String[0])).out());
    long best = line.path("best").path("bytes").asLong();
    assertThat(best).isEqualTo(text(words(line.path("best").path("arguments"))))
        .isLessThan(line.path("oz").path("bytes").asLong());
    assertThat(line.path("best").has("pipelines")).isFalse();
  }

  @Test
  void tablesHaveARowForEachFunctionAndATotal() {
    Cli.Result result = Cli.run("tune", "--require", "verified", file);
    assertThat(result.err()).isEmpty();
    assertThat(result.lines().getFirst()).startsWith("function").contains("built", "-Oz", "tuned", "change", "work",
        "how");
    assertThat(result.out()).contains("work: how many instructions a call executes", "built -O2 for x86_64",
        "whole file", "library oz-", "Tuned: ");
  }

  @Test
  void instructionsAreCountedAndTheirExecutionIsEstimated() throws Exception {
    JsonNode line =
        JSON.readTree(Cli.run("tune", "--json", "--objective", "instructions", "--require", "verified", file).out());
    assertThat(line.path("objective").asText()).isEqualTo("instructions");
    long own = line.path("own").path("instructions").asLong();
    long best = line.path("best").path("instructions").asLong();
    assertThat(best).isPositive().isLessThanOrEqualTo(own);
    long sum = 0;
    for (JsonNode function : line.path("functions")) {
      sum += function.path("own").asLong();
      assertThat(function.path("own").isMissingNode() || function.path("ownExecuted").asDouble() > 0).isTrue();
    }
    assertThat(sum).isEqualTo(own);
    Cli.Result flags = Cli.run("flags", "--objective", "instructions", file);
    assertThat(flags.status()).isEqualTo(2);
    assertThat(flags.err()).contains("flags are judged by bytes");
  }

  @Test
  void withoutVettedEntriesClangsLevelsRemain() throws Exception {
    Files.writeString(folder.resolve("compile_commands.json"), """
        [{"directory":"%s","command":"clang -O2 -fsanitize=address -c tokenizer.c","file":"tokenizer.c"}]
        """.formatted(folder));
    JsonNode line = JSON.readTree(Cli.run("tune", "--json", file).out());
    assertThat(line.path("keptAsIs").asText()).contains("-fsanitize=address");
    assertThat(line.path("best").path("how").asText()).isEqualTo("-O2");
  }

  @Test
  void flagsAreWhatTheySayAndSumUp() throws Exception {
    Cli.Result result = Cli.run("flags", "--json", file);
    assertThat(result.err()).isEmpty();
    JsonNode all = JSON.readTree(result.out());
    assertThat(all.path("built").asLong()).isEqualTo(text(List.of()));
    assertThat(all.path("oz").asLong()).isEqualTo(text(List.of("-Oz")));
    JsonNode best = all.path("best");
    assertThat(best.path("bytes").asLong()).isEqualTo(text(words(best.path("arguments"))));
    assertThat(all.path("options").findValuesAsText("option")).as("what attributes of functions are as options")
        .contains("-fno-omit-frame-pointer", "-fno-jump-tables", "-mtune=znver4");
    JsonNode first = all.path("options").get(0);
    List<String> alone = new ArrayList<>(List.of("-Oz"));
    alone.addAll(List.of(first.path("option").asText().split(" ")));
    assertThat(first.path("savedAlone").asLong()).isEqualTo(text(List.of("-Oz")) - text(alone));
  }

  /** The witness is clang with the attribute in the source; without a library, -Oz is all there is to begin with. */
  @Test
  void attributesSaveWhatClangSavesWithThemInTheSource() throws Exception {
    String source = """
        ATTRIBUTE static int small(int x, int y) {
          x ^= x >> 3; x += 5; x ^= x >> 7; x |= x << 4; x = ~x;
          return x - 9;
        }
        int two(int x, int y) { return small(x, 1) ^ small(y, x); }
        """;
    Path plain = Path.of(file);
    Files.writeString(plain, source.replace("ATTRIBUTE ", ""));
    String bundle = withoutLibrary().toString();
    JsonNode before = JSON.readTree(Cli.run("flags", "--json", "--bundle", bundle, file).out());
    assertThat(before.path("perFile").get(0).has("attributes")).isFalse();
    JsonNode found = JSON.readTree(Cli.run("flags", "--json", "--attributes", "--bundle", bundle, file).out());
    JsonNode saving = found.path("perFile").get(0).path("attributes").get(0);
    assertThat(saving.path("function").asText()).isEqualTo("small");
    assertThat(saving.path("attribute").asText()).isEqualTo("noinline");
    long oz = text(List.of("-Oz"));
    Files.writeString(plain, source.replace("ATTRIBUTE", "__attribute__((noinline))"));
    assertThat(oz - text(List.of("-Oz"))).isEqualTo(saving.path("savedAlone").asLong())
        .isEqualTo(saving.path("added").asLong()).isPositive();
    Files.writeString(plain, source.replace("ATTRIBUTE ", ""));
    assertThat(Cli.run("flags", "--attributes", "--bundle", bundle, file).out()).contains("With these attributes",
        "tokenizer.c: noinline small");
  }

  private Path withoutLibrary() throws IOException {
    Path models = Path.of(System.getProperty("assay.root", ".."), "models");
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    try (var files = Files.list(models)) {
      for (Path each : files.filter(one -> !one.endsWith("library.json")).toList()) {
        Files.copy(each, bundle.resolve(each.getFileName()));
      }
    }
    JsonNode description = JSON.readTree(Files.readAllBytes(bundle.resolve("bundle.json")));
    ((ObjectNode) description.path("sha256")).remove("library.json");
    Files.write(bundle.resolve("bundle.json"), JSON.writeValueAsBytes(description));
    return bundle;
  }

  @Test
  void gccsOwnOptionsAreMeasuredWithGccWhereItMayBeRun() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")), "gcc is needed");
    Files.writeString(folder.resolve("compile_commands.json"), """
        [{"directory":"%s","command":"/usr/bin/gcc -O2 -c tokenizer.c","file":"tokenizer.c"}]
        """.formatted(folder));
    assertThat(JSON.readTree(Cli.run("flags", "--json", file).out()).has("gcc")).isFalse();

    JsonNode gcc = JSON.readTree(Cli.run("flags", "--json", "--allow-compiler=/usr/bin/*", file).out()).path("gcc");
    Path object = folder.resolve("witness.o");
    List<String> line = new ArrayList<>(List.of("/usr/bin/gcc", "-O2"));
    line.addAll(words(gcc.path("arguments")));
    line.addAll(List.of("-c", "-o", object.toString(), file));
    run(line);
    assertThat(gcc.path("best").asLong()).isEqualTo(text(object)).isLessThanOrEqualTo(gcc.path("os").asLong());
  }

  /** Clang itself, but for one option, as an older one would. */
  @Test
  void optionsThatTheProjectsClangDoesNotTakeAreInNoSet() throws Exception {
    String refused = "-apply-ext-tsp-for-size";
    Path clang = Files.writeString(folder.resolve("clang-13"), """
        #!/bin/sh
        case " $* " in *" %s "*) echo 'Unknown command line argument' >&2; exit 1 ;; esac
        exec '%s' "$@"
        """.formatted(refused, tool("clang")));
    assertThat(clang.toFile().setExecutable(true)).isTrue();
    Files.writeString(folder.resolve("compile_commands.json"), """
        [{"directory":"%s","command":"%s -O2 -c tokenizer.c","file":"tokenizer.c"}]
        """.formatted(folder, clang));
    JsonNode all =
        JSON.readTree(Cli.run("flags", "--json", "--allow-compiler=" + folder.toRealPath() + "/*", file).out());
    assertThat(words(all.path("refusedByOwnCompiler"))).containsExactly("-mllvm " + refused);
    assertThat(words(all.path("best").path("arguments"))).isNotEmpty().doesNotContain(refused);
    assertThat(words(all.path("perFile").get(0).path("arguments"))).doesNotContain(refused);
    JsonNode own = all.path("clang");
    assertThat(own.path("built").asLong()).isEqualTo(text(List.of()));
    assertThat(own.path("oz").asLong()).isEqualTo(text(List.of("-Oz")));
    assertThat(own.path("best").asLong()).isEqualTo(text(words(all.path("best").path("arguments"))));
  }

  @Test
  void wrongUseIsASentence() {
    assertThat(Cli.run("flags").err()).contains("name files or folders, or say --project");
    assertThat(Cli.run("tune", "--emit-ll", file).err()).contains("needs -o DIR");
    assertThat(Cli.run("tune", "--budget", "soon", file).err()).contains("no length of time");
    assertThat(Cli.run("tune", folder.resolve("compile_commands.json").toString()).err())
        .contains("no C or C++ source");
  }

  @Test
  void optionsAreWrittenAsEachBuildSystemWantsThem() {
    List<String> options = List.of("-Oz", "-mllvm -disable-lsr", "-fno-vectorize");
    assertThat(FlagFormat.PLAIN.lines(options)).containsExactly("-Oz -mllvm -disable-lsr -fno-vectorize");
    assertThat(FlagFormat.CMAKE.lines(options))
        .containsExactly("add_compile_options(-Oz \"SHELL:-mllvm -disable-lsr\" -fno-vectorize)");
    assertThat(FlagFormat.MESON.lines(options)).containsExactly(
        "add_project_arguments('-Oz', '-mllvm', '-disable-lsr', '-fno-vectorize', language : ['c', 'cpp'])");
    assertThat(FlagFormat.MAKE.lines(options)).containsExactly("CFLAGS += -Oz -mllvm -disable-lsr -fno-vectorize",
        "CXXFLAGS += -Oz -mllvm -disable-lsr -fno-vectorize");
    assertThat(FlagFormat.COMPILE_FLAGS.lines(options)).containsExactly("-Oz", "-mllvm", "-disable-lsr",
        "-fno-vectorize");
  }
}
