package dev.assay.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.Cli;
import dev.assay.pool.LlvmDistribution;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the command line says about the user's own build, with {@code nm -S} as witness, and about files. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
class BuildFiguresTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TEXT = """
      static int half(int x) { return x / 2; }
      int sum(const int *p, int n) { int s = 0; for (int i = 0; i < n; i++) s += half(p[i]); return s; }
      int plain(int x) { return x * 5; }
      __attribute__((noinline)) static int odd(int x) { return x % 3; }
      int both(int x) { return odd(x) + odd(x + 1); }
      """;

  @TempDir
  Path folder;

  private String bundle;
  private String file;

  @BeforeEach
  void makeFiles() throws IOException {
    bundle = SmallBundles.bundle(folder);
    file = Files.writeString(folder.resolve("a.c"), TEXT).toString();
  }

  private void commands(String... commands) throws IOException {
    List<String> entries = Arrays.stream(commands)
        .map(command -> "{\"directory\": \"%s\", \"command\": \"%s -c a.c\", ".formatted(folder, command)
            + "\"file\": \"a.c\"}")
        .toList();
    Files.writeString(folder.resolve("compile_commands.json"), "[" + String.join(",\n", entries) + "]\n");
  }

  private Cli.Result advise(String... options) {
    List<String> all = new ArrayList<>(List.of("advise", "--bundle", bundle));
    all.addAll(List.of(options));
    all.add(file);
    return Cli.run(all.toArray(String[]::new));
  }

  private JsonNode json(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(options));
    Cli.Result result = advise(all.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.lines()).hasSize(1);
    return JSON.readTree(result.out());
  }

  private static String run(List<String> command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private Map<String, Long> truth(String compiler, String... flags) throws Exception {
    List<String> command = new ArrayList<>(List.of(compiler));
    command.addAll(List.of(flags));
    Path object = folder.resolve("truth.o");
    command.addAll(List.of("-c", file, "-o", object.toString()));
    run(command);
    Path nm = LlvmDistribution.unpack().clang().resolveSibling("llvm-nm");
    assertThat(nm.toFile().setExecutable(true)).isTrue();
    Map<String, Long> sizes = new TreeMap<>();
    for (String line : run(List.of(nm.toString(), "-S", object.toString())).lines().toList()) {
      String[] words = line.split(" ");
      if (words.length == 4 && words[2].matches("[tTwW]")) {
        sizes.put(words[3], Long.parseLong(words[1], 16));
      }
    }
    return sizes;
  }

  @Test
  void aProgramsBytesAreTheSumOfItsFunctions() throws Exception {
    commands("cc -O2");
    String clang = LlvmDistribution.unpack().clang().toString();
    JsonNode build = json("--program").path("build");
    for (String level : List.of("-O2", "-Os", "-Oz")) {
      long sum = truth(clang, level).values().stream().mapToLong(Long::longValue).sum();
      assertThat(build.path("levels").path(level).path("inFile").path("bytes").asLong()).as(level).isEqualTo(sum)
          .isPositive();
    }
    assertThat(build.path("inFile")).isEqualTo(build.path("levels").path("-O2").path("inFile"));
    long sum = build.path("inFile").path("bytes").asLong();
    assertThat(advise("--program").lines()).anyMatch(line -> line.matches("  built -O2 +" + sum + " .*"));
  }

  /** At -O2 the loop becomes a vector's sum: fewer instructions of IR than at -Oz, and more bytes. */
  @Test
  void theObjectiveDecidesWhatIsBest() throws Exception {
    Files.writeString(folder.resolve("a.c"), """
        int sum(const int *p) { int s = 0; for (int i = 0; i < 4; i++) s += p[i]; return s; }
        """);
    commands("cc -O2");
    for (String objective : List.of("bytes", "instructions")) {
      JsonNode build = json("--objective", objective).path("build");
      String key = objective.equals("bytes") ? "bytes" : "instructions";
      JsonNode best = build.path("best");
      assertThat(best.path("bytes").isNumber() && best.path("instructions").isNumber()).isTrue();
      build.path("levels").forEach(
          level -> assertThat(best.path(key).asLong()).as(objective).isLessThanOrEqualTo(level.path(key).asLong()));
    }
    JsonNode byBytes = json("--objective=bytes").path("build").path("best");
    JsonNode byInstructions = json("--objective=instructions").path("build").path("best");
    assertThat(byBytes.path("bytes").asLong()).isLessThanOrEqualTo(byInstructions.path("bytes").asLong());
    assertThat(byInstructions.path("instructions").asLong()).isLessThanOrEqualTo(byBytes.path("instructions").asLong());
    assertThat(byInstructions).as("the two differ for this function").isNotEqualTo(byBytes);
  }

  @Test
  void theProjectsOwnCompilerStandsBesideClangWhereTheUserAllowsIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/gcc")));
    commands("gcc -O2");
    Map<String, Long> truth = truth("gcc", "-O2");
    JsonNode own = json("--allow-compiler", "--function=sum").path("build").path("ownCompiler");
    assertThat(own.path("name").asText() + own.path("level").asText()).isEqualTo("gcc-O2");
    assertThat(own.path("bytes").asLong()).isEqualTo(truth.get("sum"));
    JsonNode program = json("--allow-compiler=/usr/bin/*", "--program").path("build").path("ownCompiler");
    assertThat(program.path("bytes").asLong()).isEqualTo(truth.values().stream().mapToLong(Long::longValue).sum());
    Cli.Result text = advise("--allow-compiler");
    assertThat(text.out()).contains("gcc -O2: " + truth.get("sum") + " B", "gcc -O2: no code of its own");
    assertThat(json("--function=sum").path("build").has("ownCompiler")).isFalse();
    JsonNode refused = json("--allow-compiler=/opt/*", "--function=sum");
    assertThat(refused.path("build").path("ownCompiler").path("problem").asText()).contains("may be run");
  }

  @Test
  void whatBelongsToAFileIsSaidOnceWhereItCompiles() throws Exception {
    commands("arm-none-eabi-gcc -O2 -fsanitize=address @flags", "arm-none-eabi-gcc -Os");
    Cli.Result result = advise();
    assertThat(result.err()).isEmpty();
    for (String once : List.of("-fsanitize=address was not honoured: figures are those without instrumentation",
        "@flags was not honoured", "built for armv4t-unknown-none-eabi, by the compiler's name",
        "compile_commands.json says in 2 ways how this file is compiled; the first is taken")) {
      assertThat(result.out()).containsOnlyOnce(once);
    }
  }

  @Test
  void whatBelongsToAFileIsSaidOnceWhereItDoesNotCompile() throws Exception {
    Files.writeString(folder.resolve("a.c"), "int f(int x) { return y; }\n");
    commands("arm-none-eabi-gcc -O2 @flags", "arm-none-eabi-gcc -Os", "gcc");
    for (String[] options : new String[][]{{}, {"--json"}}) {
      Cli.Result result = advise(options);
      assertThat(result.status()).isEqualTo(1);
      for (String once : List.of("@flags was not honoured",
          "was compiled for armv4t-unknown-none-eabi, by the compiler's", "says in 3 ways how this file is compiled",
          "undeclared identifier")) {
        assertThat(result.err()).containsOnlyOnce(once);
      }
    }
    commands("cl.exe /O2 /Dx");
    assertThat(advise().err()).contains("cl.exe was not honoured", "/O2 was not honoured", "/Dx was not honoured");
    Files.writeString(folder.resolve("compile_commands.json"),
        "[{\"directory\": \"%s\", \"arguments\": [\"-O2\", \"-c\", \"a.c\"], \"file\": \"a.c\"}]".formatted(folder));
    assertThat(advise().err()).containsOnlyOnce("-O2 was not honoured: it is not a compiler that Assay knows");
  }
}
