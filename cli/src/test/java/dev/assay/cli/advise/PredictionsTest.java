package dev.assay.cli.advise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.Cli;
import dev.assay.cli.Golden;
import dev.assay.cli.terminal.TextWidth;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the commands print with a bundle that has an encoder. */
class PredictionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder;

  private String bundle;

  @BeforeEach
  void makeBundle() {
    bundle = SmallBundles.bundleWithEncoder(folder);
  }

  private Cli.Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--bundle", bundle));
    Cli.Result result = Cli.run(all.toArray(String[]::new));
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    return result;
  }

  @Test
  void areMarkedBesideMeasurements() {
    Cli.Result result = run("advise", Cli.example(folder, "handwritten.ll"));
    Golden.check("advise-predicted.txt", result.out(), folder);
  }

  @Test
  void areAllThatIsPrintedWithoutMeasuring() {
    Cli.Result result = run("advise", "--no-measure", Cli.example(folder, "handwritten.ll"));
    Golden.check("advise-no-measure.txt", result.out(), folder);
  }

  @Test
  void areInJsonBesideMeasurements() throws IOException {
    Cli.Result result = run("advise", "--json", Cli.example(folder, "sort-unoptimised.ll"));
    JsonNode first = JSON.readTree(result.lines().get(0));
    assertThat(keys(first)).containsExactly("file", "unit", "name", "line", "instructions", "bestPass", "oz",
        "pipeline", "build", "probes", "bundle", "codeBytes");
    assertThat(keys(first.path("bestPass"))).containsExactly("predicted", "measured");
    assertThat(keys(first.path("oz"))).containsExactly("predicted", "measured", "instructions");
    assertPredicted(first);
  }

  @Test
  void areInJsonAloneWithoutMeasuring() throws IOException {
    String file = Cli.example(folder, "sort-unoptimised.ll");
    for (Cli.Result result : List.of(run("advise", "--json", "--no-measure", file),
        run("advise", "--json", "--no-measure", "--program", file))) {
      JsonNode first = JSON.readTree(result.lines().get(0));
      assertThat(keys(first)).containsSubsequence("instructions", "bestPass", "oz", "probes", "bundle")
          .doesNotContain("pipeline", "codeBytes");
      assertThat(keys(first.path("bestPass"))).containsExactly("predicted");
      assertThat(keys(first.path("oz"))).containsExactly("predicted");
      assertPredicted(first);
    }
  }

  private static void assertPredicted(JsonNode line) {
    JsonNode passes = line.path("bestPass").path("predicted");
    assertThat(passes).hasSize(5).allSatisfy(pass -> assertThat(keys(pass)).containsExactly("pass", "probability"));
    double before = 1;
    for (JsonNode pass : passes) {
      assertThat(pass.path("probability").asDouble()).isBetween(0.0, before);
      before = pass.path("probability").asDouble();
    }
    assertThat(line.path("oz").path("predicted").asDouble()).isZero(); // no row is missing
    assertThat(line.path("bundle").asText()).isEqualTo("assay-0.2.0");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "C is compiled for this machine")
  void haveAColumnInAWideTable() {
    Path project = folder.resolve("project");
    Cli.example(project, "compile_flags.txt");
    for (String name : List.of("crc.c", "ring.c", "sort-o2.ll")) {
      Cli.example(project, name);
    }
    Cli.Result result = run("advise", project.toString());
    assertThat(result.lines().get(0)).contains("predicted");
    assertThat(result.lines()).allMatch(line -> TextWidth.of(line) <= 120)
        .anyMatch(line -> line.contains("those said to be predicted"));
  }

  @Test
  void embeddingsAreLinesOf256Numbers() throws IOException {
    String file = Cli.example(folder, "handwritten.ll");
    Cli.Result result = run("embed", "--json", "--features", file);
    assertThat(result.lines()).hasSize(4);
    JsonNode first = JSON.readTree(result.lines().get(0));
    assertThat(first.path("embedding")).hasSize(256).allMatch(JsonNode::isNumber);
    assertThat(first.path("features")).hasSize(56);
    assertPredicted(first);
    assertThat(run("embed", "--json", "--program", file).lines()).hasSize(1);
    Golden.check("embed-embedding.txt", run("embed", "--features", file).out(), folder);
  }

  @Test
  void spectraCanStillBeHad() throws IOException {
    Cli.Result result = run("embed", "--json", "--spectrum", Cli.example(folder, "handwritten.ll"));
    JsonNode first = JSON.readTree(result.lines().get(0));
    assertThat(first.path("spectrum")).hasSize(2);
    assertThat(first.has("embedding")).isFalse();
  }

  @Test
  void theEncoderIsTimed() throws IOException {
    JsonNode report = JSON.readTree(run("bench", "encode", "--device=cpu", "--repeat=2", "--json").out());
    assertThat(report.path("rows").asInt()).isEqualTo(2);
    JsonNode device = report.path("devices").path(0);
    assertThat(device.path("device").asText()).isEqualTo("CPU");
    assertThat(device.path("batches")).hasSize(9);
    assertThat(device.path("batches").path(8).path("units").asInt()).isEqualTo(256);
    assertThat(device.path("batches").path(8).path("unitsPerSecond").asDouble()).isPositive();
    assertThat(run("bench", "encode", "--device=cpu", "--repeat=1").lines()).hasSize(12).first()
        .isEqualTo("CPU: assay-0.2.0, pq-bert.onnx, 2 rows a unit");
  }

  @Test
  void thereIsNothingToTimeWithoutAnEncoder() {
    Cli.Result result = Cli.run("bench", "encode", "--bundle", SmallBundles.bundle(folder));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("assay bench encode: bundle assay-0.1.0 has no encoder that could be timed\n");
  }

  @Test
  void encodersThatDoNotFitAreRefusedByName() throws IOException {
    Path model = Path.of(bundle, "pq-bert.onnx");
    Files.write(model, new byte[]{1, 2, 3});
    Cli.Result result = Cli.run("advise", "--bundle", bundle, Cli.example(folder, "handwritten.ll"));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("assay advise: bundle ").contains("pq-bert.onnx is not the file");
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }
}
