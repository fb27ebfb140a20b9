package dev.assay.cli.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.Cli;
import dev.assay.cli.Golden;
import dev.assay.cli.terminal.Terminal;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.open.FunctionIndexes;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay index} and {@code assay similar}. */
class IndexCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Terminal WIDE = new Terminal(false, false, 240, true);

  @TempDir
  Path folder;

  private String bundle;
  private String sources;

  @BeforeEach
  void makeBundle() {
    bundle = SmallBundles.bundleWithEncoder(folder);
    sources = folder.resolve("src").toString();
    Cli.example(Path.of(sources), "sort-unoptimised.ll");
    Cli.example(Path.of(sources), "crc-o0.ll");
  }

  private Cli.Result run(String... arguments) {
    return run(WIDE, arguments);
  }

  private Cli.Result run(Terminal terminal, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bundle", bundle, "--index", folder.resolve("index").toString()));
    return Cli.run(terminal, all.toArray(String[]::new));
  }

  private JsonNode index(String... more) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("index", "--json"));
    arguments.addAll(List.of(more));
    arguments.add(sources);
    Cli.Result result = run(arguments.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return JSON.readTree(result.out());
  }

  @Test
  void skipsWhatHasNotChangedAndDropsWhatIsGone() throws IOException {
    JsonNode first = index();
    assertThat(first.path("run").path("indexedFiles").asInt()).isEqualTo(2);
    assertThat(first.path("run").path("measured").asInt()).isEqualTo(first.path("functions").asInt()).isPositive();

    Path copy = Path.of(sources, "copy.ll");
    Files.copy(Path.of(sources, "crc-o0.ll"), copy);
    JsonNode second = index();
    assertThat(second.path("run").path("unchangedFiles").asInt()).isEqualTo(2);
    assertThat(second.path("run").path("indexedFiles").asInt()).isOne();
    assertThat(second.path("run").path("measured").asInt()).as("code that is known costs nothing").isZero();
    assertThat(second.path("bodies").asInt()).isEqualTo(first.path("bodies").asInt());
    assertThat(second.path("functions").asInt()).isGreaterThan(first.path("functions").asInt());

    Files.delete(copy);
    JsonNode third = index();
    assertThat(third.path("run").path("deletedFiles").asInt()).isOne();
    assertThat(third.path("functions").asInt()).isEqualTo(first.path("functions").asInt());
    assertThat(index("--all").path("run").path("indexedFiles").asInt()).isEqualTo(2);
  }

  @Test
  void saysWhatIsInTheIndexAndEmptiesIt() throws IOException {
    int functions = index().path("functions").asInt();
    assertThat(run("index", "--stats").lines()).anyMatch(line -> line.startsWith("functions  " + functions + " with "))
        .anyMatch(line -> line.equals("bundle     assay-0.2.0")).anyMatch(line -> line.contains("vectors as INT8"));
    assertThat(JSON.readTree(run("index", "--stats", "--json").out()).path("functions").asInt()).isEqualTo(functions);
    assertThat(run("index", "--clean").out()).endsWith(" is empty now.\n");
    assertThat(JSON.readTree(run("index", "--stats", "--json").out()).path("functions").asInt()).isZero();
  }

  @Test
  void printsSimilarFunctionsAsATable() throws IOException {
    index();
    Cli.Result plain = run("similar", sources + "/sort-unoptimised.ll:quicksort", "--k", "3");
    assertThat(plain.out()).doesNotContain("-Oz  ", "best pass")
        .contains("What -Oz and single passes leave of them was not measured; 'assay index --measure' does.");
    assertThat(index("--measure").path("run").path("measured").asInt()).as("what was not measured before").isPositive();
    Cli.Result result = run("similar", sources + "/sort-unoptimised.ll:quicksort", "--k", "3");
    assertThat(result.err()).isEmpty();
    Golden.check("similar.txt", result.out(), folder);
    for (int columns : List.of(40, 65, 66)) {
      Cli.Result narrow = run(new Terminal(false, false, columns, true), "similar",
          sources + "/sort-unoptimised.ll:quicksort", "--k", "3");
      assertThat(narrow.lines()).filteredOn(line -> line.matches(" *[01]\\.\\d.*")).hasSize(3)
          .allMatch(line -> line.length() <= columns, "fits " + columns + " columns");
    }
  }

  @Test
  void printsSimilarFunctionsAsJson() throws IOException {
    index();
    Path copy = Path.of(sources, "copy.ll");
    Files.copy(Path.of(sources, "crc-o0.ll"), copy);
    index("--pipelines");
    Cli.Result result = run("similar", copy + ":crc32_bitwise", "--json", "--k", "2", "--min-instructions", "0");
    assertThat(result.err()).isEmpty();
    assertThat(result.lines()).hasSize(2);
    JsonNode first = JSON.readTree(result.lines().get(0));
    assertThat(keys(first)).startsWith("score", "file", "name", "line").endsWith("bundle");
    assertThat(first.path("score").asDouble()).isEqualTo(1.0);
    assertThat(first.path("name").asText()).isEqualTo("crc32_bitwise");
    assertThat(first.path("file").asText()).as("itself is left out").endsWith("crc-o0.ll");
    assertThat(first.path("oz").path("instructions").asInt()).isPositive();
    assertThat(first.path("pipeline").path("instructions").asInt())
        .isLessThanOrEqualTo(first.path("bestPass").path("instructions").asInt());
  }

  @Test
  void findsAFunctionByALineAndOneThatIsNotIndexed() throws IOException {
    index();
    String other = Cli.example(folder.resolve("other"), "handwritten.ll");
    int line = Files.readAllLines(Path.of(other)).indexOf(Files.readAllLines(Path.of(other)).stream()
        .filter(text -> text.startsWith("define")).skip(1).findFirst().get());
    Cli.Result result = run("similar", other + ":" + (line + 2), "--json", "--k=1", "--min-instructions=0");
    assertThat(result.err()).isEmpty();
    assertThat(JSON.readTree(result.lines().get(0)).path("score").asDouble()).isBetween(-1.0, 1.0);
  }

  @Test
  void saysInASentenceWhatIsMissing() throws IOException {
    Cli.Result none = run("similar", sources + "/crc-o0.ll:crc32_bitwise");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("there is no index in ").contains("'assay index DIR' makes one");
    index();
    Cli.Result unknown = run("similar", sources + "/crc-o0.ll:nothing");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(unknown.err()).isEqualTo(sources + "/crc-o0.ll: there is no definition of a function 'nothing'\n");
    Cli.Result nowhere = run("similar", sources + "/crc-o0.ll:1");
    assertThat(nowhere.err()).isEqualTo(sources + "/crc-o0.ll:1: no function is defined on this line\n");
    Cli.Result withoutEncoder = Cli.run("index", sources, "--bundle", SmallBundles.bundle(folder.resolve("plain")));
    assertThat(withoutEncoder.status()).isEqualTo(1);
    assertThat(withoutEncoder.err()).contains("has no encoder, so there are no embeddings to index");
  }

  @Test
  void goesOnAfterAFileThatCannotBeReadAndTriesItAgain() throws IOException {
    Files.writeString(Path.of(sources, "broken.ll"), "define nonsense\n");
    for (int i = 0; i < 2; i++) {
      Cli.Result result = run("index", sources);
      assertThat(result.status()).isEqualTo(1);
      assertThat(result.err()).startsWith(sources + "/broken.ll:1:");
      assertThat(result.out()).contains("failed     1 file");
    }
  }

  @Test
  void doesNotMixBundlesUnlessToldToRebuild() throws IOException {
    IndexOpening other =
        FunctionIndexes.open(folder.resolve("index").toString(), IndexOptions.forBundle("assay-9.0.0"));
    ((IndexOpening.Writable) other).index().close();
    String location = folder.resolve("index").toString();
    String notice =
        "The index in " + location + " was made with bundle assay-9.0.0, and now bundle assay-0.2.0 is used, "
            + "whose results are not mixed with it; ";
    String lookedUp = notice + "'assay index --rebuild' with its folders makes it anew.\n";
    Map<String, String> before = files(folder.resolve("index/lucene"));
    for (List<String> arguments : List.of(List.of("index", sources), List.of("index", "--all", sources))) {
      Cli.Result refused = run(arguments.toArray(String[]::new));
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).isEqualTo("assay index: " + notice + "--rebuild makes it anew.\n");
      assertThat(refused.out()).isEmpty();
    }
    for (List<String> arguments : List.of(List.of("index", "--stats", sources),
        List.of("index", "--stats", "--json", sources), List.of("similar", sources + "/a.ll:a"))) {
      Cli.Result refused = run(arguments.toArray(String[]::new));
      assertThat(refused.status()).isEqualTo(1);
      assertThat(refused.err()).isEqualTo("assay " + arguments.getFirst() + ": " + lookedUp);
      assertThat(refused.out()).isEmpty();
    }
    assertThat(files(folder.resolve("index/lucene"))).as("nothing is lost").containsExactlyInAnyOrderEntriesOf(before);
    Cli.Result rebuilt = run("index", "--rebuild", sources);
    assertThat(rebuilt.status()).isZero();
    assertThat(rebuilt.err()).contains("The index of bundle assay-9.0.0 was deleted");
  }

  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Test
  void refusesToWriteWhatAnotherWrites() throws IOException {
    IndexOpening other =
        FunctionIndexes.open(folder.resolve("index").toString(), IndexOptions.forBundle("assay-0.2.0"));
    Cli.Result result = run("index", sources);
    ((IndexOpening.Writable) other).index().close();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("Another process");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
  void seesThatHeadersAndFlagsHaveChangedAndThatATimeAloneIsNoChange() throws IOException {
    Path source = Path.of(sources, "a.c");
    Path header = Path.of(sources, "inc", "factor.h");
    Path flags = Path.of(sources, "compile_flags.txt");
    Files.createDirectories(header.getParent());
    Files.writeString(header, "#define FACTOR 3\n");
    Files.writeString(flags, "-Iinc\n");
    Files.writeString(source, "#include <factor.h>\nint scale(int x) { int y = x; return y * FACTOR; }\n");
    index();
    Files.setLastModifiedTime(source, FileTime.fromMillis(1_000_000_000_000L));
    assertThat(index().path("run").path("indexedFiles").asInt()).isZero();

    Files.writeString(header, "#define FACTOR 3000\n");
    JsonNode afterHeader = index();
    assertThat(afterHeader.path("run").path("indexedFiles").asInt()).isOne();
    assertThat(afterHeader.path("run").path("measured").asInt()).isOne();

    Files.writeString(flags, "-Iinc\n-DUNUSED\n");
    JsonNode afterFlags = index();
    assertThat(afterFlags.path("run").path("indexedFiles").asInt()).isOne();
    assertThat(afterFlags.path("run").path("measured").asInt()).as("the same code comes of it").isZero();
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
