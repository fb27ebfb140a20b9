package dev.assay.cli.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.Cli;
import dev.assay.cli.Golden;
import dev.assay.feature.Feature;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code features}, {@code embed} and {@code bench probe}. */
class CountingCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir
  Path folder;

  @Test
  void featuresAreATable() {
    Cli.Result result = Cli.run("features", "--opcodes", Cli.example(folder, "handwritten.ll"));
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    Golden.check("features-handwritten.txt", result.out(), folder);
  }

  @Test
  void featuresAreNamedInJson() throws IOException {
    Cli.Result result = Cli.run("features", "--json", "--opcodes", "--program", Cli.example(folder, "handwritten.ll"));
    assertThat(result.lines()).hasSize(1);
    JsonNode line = JSON.readTree(result.out());
    assertThat(line.path("features")).hasSize(56);
    assertThat(line.path("features").path("TotalInsts")).isEqualTo(line.path("instructions"));
    int sum = 0;
    for (JsonNode count : line.path("opcodes")) {
      sum += count.asInt();
    }
    assertThat(sum).isEqualTo(line.path("instructions").asInt());
  }

  @Test
  void embedSaysThatTheBundleHasNoEncoder() {
    Cli.Result result =
        Cli.run("embed", "--bundle", SmallBundles.bundle(folder), Cli.example(folder, "handwritten.ll"));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("assay-0.1.0 has no encoder").contains("--spectrum");
  }

  @Test
  void embedPrintsSpectra() throws IOException {
    String file = Cli.example(folder, "handwritten.ll");
    Cli.Result result =
        Cli.run("embed", "--spectrum", "--features", "--json", "--bundle", SmallBundles.bundle(folder), file);
    assertThat(result.status()).isZero();
    assertThat(result.lines()).hasSize(4);
    JsonNode first = JSON.readTree(result.lines().get(0));
    assertThat(first.path("spectrum")).hasSize(2).allMatch(row -> row.size() == 56);
    assertThat(first.path("features")).hasSize(56);
    JsonNode allocas = first.path("features").path(Feature.NUM_ALLOCA_INST.ordinal());
    assertThat(allocas.asInt()).isEqualTo(2);
    assertThat(first.path("spectrum").path(1).path(Feature.NUM_ALLOCA_INST.ordinal()).asDouble())
        .as("mem2reg removes both allocas").isCloseTo(-Math.log(3), within(1e-6));
  }

  @Test
  void embedCountsByTheMethodsOfTheField() throws IOException {
    String file = Cli.example(folder, "handwritten.ll");
    Cli.Result features = Cli.run("features", "--json", "--opcodes", file);
    for (String method : List.of("autophase", "instcount", "ir2vec")) {
      Cli.Result result = Cli.run("embed", "--method", method, "--json", file);
      assertThat(result.err()).isEmpty();
      assertThat(result.lines()).hasSameSizeAs(features.lines());
      JsonNode line = JSON.readTree(result.lines().getFirst());
      JsonNode counts = JSON.readTree(features.lines().getFirst());
      assertThat(line.path("method").asText()).isEqualTo(method);
      double sum = 0;
      for (JsonNode number : line.path("embedding")) {
        sum += number.asDouble();
      }
      switch (method) {
        case "autophase" ->
          assertThat(line.path("embedding").path(Feature.NUM_ALLOCA_INST.ordinal())).hasToString("2.0");
        case "instcount" -> assertThat(sum).isEqualTo(counts.path("instructions").asDouble());
        default -> assertThat(line.path("embedding")).hasSize(300);
      }
    }
    assertThat(Cli.run("embed", "--method", "ir2vec", file).out().lines().count()).isEqualTo(4 * 40);
    Cli.Result wrong = Cli.run("embed", "--method", "ir2vec", "--spectrum", file);
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("--spectrum goes with --method probes only");
  }

  @Test
  void embedShowsTheStrongestReactions() {
    String file = Cli.example(folder, "handwritten.ll");
    Cli.Result result = Cli.run("embed", "--spectrum", "--bundle", SmallBundles.bundle(folder), file);
    Golden.check("embed-handwritten.txt", result.out(), folder);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void benchListsEveryDifferenceFromTheReference() throws IOException {
    String file = reduced();
    Path naive = script("{\"instructions\":8,\"milliseconds\":1.5,\"after\":[5,77]}");
    Cli.Result result = Cli.run("bench", "probe", "--repeat=1", "--naive", naive.toString(), "--bundle",
        SmallBundles.bundle(folder), file);
    assertThat(result.err()).isEqualTo("saturating_add, probe 1: the reference counts 77, we 8\n");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).contains("1 instruction count different");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void benchPrintsTimes() throws IOException {
    String file = reduced();
    Path naive = script("{\"instructions\":8,\"milliseconds\":1.5,\"after\":[5,8]}");
    Cli.Result result = Cli.run("bench", "probe", "--repeat=2", "--json", "--naive", naive.toString(), "--bundle",
        SmallBundles.bundle(folder), file);
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    JsonNode report = JSON.readTree(result.out());
    assertThat(report.path("differences")).isEmpty();
    assertThat(report.path("units")).hasSize(1);
    assertThat(report.path("under300").path("units").asInt()).isEqualTo(1);
    assertThat(report.path("all").path("naiveMilliseconds").asDouble()).isEqualTo(1.5);
    assertThat(report.path("all").path("oursMilliseconds").asDouble()).isPositive();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void benchSaysWhyTheReferenceFailed() throws IOException {
    Path naive = Files.writeString(folder.resolve("naive"), "#!/bin/sh\necho out of luck >&2\nexit 3\n");
    assertThat(naive.toFile().setExecutable(true)).isTrue();
    Cli.Result result =
        Cli.run("bench", "probe", "--naive", naive.toString(), "--bundle", SmallBundles.bundle(folder), reduced());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("status 3").contains("out of luck");
  }

  private String reduced() throws IOException {
    return Files.writeString(folder.resolve("add.ll"), """
        define i32 @saturating_add(i32 %a, i32 %b) {
          %pair = call { i32, i1 } @llvm.uadd.with.overflow.i32(i32 %a, i32 %b)
          %value = extractvalue { i32, i1 } %pair, 0
          %overflow = extractvalue { i32, i1 } %pair, 1
          br i1 %overflow, label %largest, label %fits
        largest:
          br label %join
        fits:
          br label %join
        join:
          %result = phi i32 [ -1, %largest ], [ %value, %fits ]
          ret i32 %result
        }
        declare { i32, i1 } @llvm.uadd.with.overflow.i32(i32, i32)
        """).toString();
  }

  private Path script(String answer) throws IOException {
    Path script = Files.writeString(folder.resolve("naive"), "#!/bin/sh\necho '" + answer + "'\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
