package dev.assay.cli.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.Cli;
import dev.assay.encoder.GpuRuntime;
import dev.assay.encoder.Prediction;
import dev.assay.workspace.SmallBundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without libraries for a GPU, as in this test, nothing can be computed on one, whatever the machine has. */
class GpuCommandTest {
  @TempDir
  private Path folder;

  @AfterEach
  void forget() {
    GpuRuntime.chooseNone();
  }

  @Test
  void whatIsMissingIsSaidStepByStepWithWhatToDo() {
    Cli.Result result = Cli.run("gpu", "--gpu-runtime", folder.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("MISSING ONNX Runtime", folder + " lacks libonnxruntime.so.1",
        "-> build with mvn -Pcuda package", "MISSING start",
        "device cuda is not available: there are no libraries for a GPU in " + folder);
  }

  @Test
  void theSameInJson() throws IOException {
    Cli.Result result = Cli.run("gpu", "--json", "--gpu-runtime", folder.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.lines()).hasSize(1);
    JsonNode report = new ObjectMapper().readTree(result.out());
    assertThat(report.get("gpu").asBoolean()).isFalse();
    assertThat(report.get("steps")).extracting(step -> step.get("step").asText()).containsExactly("driver", "card",
        "libcudart.so.13", "libcublas.so.13", "libcublasLt.so.13", "libcudnn.so.9", "ONNX Runtime", "graph", "start");
    for (JsonNode step : report.get("steps")) {
      assertThat(step.has("remedy")).as("%s", step).isNotEqualTo(step.get("ok").asBoolean());
    }
    assertThat(report.has("answers")).isFalse();
  }

  @Test
  void aBundleWithoutAnEncoderIsRefused() {
    Cli.Result result = Cli.run("gpu", "--bundle", SmallBundles.bundle(folder));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("has no encoder that a GPU could run");
  }

  @Test
  void unitsAreCounted() {
    assertThat(Cli.run("gpu", "--units", "0").status()).isEqualTo(2);
    assertThat(Cli.run("bench", "encode", "--units", "4,0").status()).isEqualTo(2);
  }

  @Test
  void theProfileUnpacksWhatTheRuntimeNeeds() throws IOException {
    String pom = Files.readString(SmallBundles.root().resolve("cli/pom.xml"));
    assertThat(new GpuRuntime(folder).missing()).hasSize(3)
        .allSatisfy(library -> assertThat(pom).contains("**/" + library));
  }

  @Test
  void answersAreComparedUnitByUnit() {
    float[] one = new float[256];
    float[] other = new float[256];
    one[0] = 1;
    other[0] = 3;
    other[1] = 4;
    float[] first = new float[125];
    float[] second = new float[125];
    first[7] = 1;
    second[124] = 1;
    List<Prediction> some = List.of(new Prediction(one, first, 0.25f), new Prediction(one, first, 0.5f));
    List<Prediction> others = List.of(new Prediction(other, second, 0.125f), new Prediction(one, first, 0.5f));
    GpuComparison.Differences differences = GpuComparison.Differences.of(some, others);
    assertThat(differences.leastCosine()).isCloseTo(0.6, within(1e-9));
    assertThat(differences.sameBestPass()).isEqualTo(1);
    assertThat(differences.mostOz()).isCloseTo(0.125, within(1e-9));
  }
}
