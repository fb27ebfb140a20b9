package dev.assay.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.cli.Cli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code assay bench editor}, with a real server. How long it takes is no matter of tests; that it is told, is. */
@Timeout(300)
class BenchEditorCommandTest {
  @TempDir
  Path folder;

  @Test
  void allTimesAreToldAndTheFileIsLeftAlone() throws Exception {
    Path file = folder.resolve("f.c");
    String text = "int f(int x) {\n  return x + x;\n}\n\nint g(int x) {\n  return f(x) * 3;\n}\n";
    Files.writeString(file, text);
    Cli.Result result =
        Cli.run("bench", "editor", "--json", "--repeat", "1", "--hovers", "3", "--function", "f", file.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    JsonNode report = new ObjectMapper().readTree(result.out());
    assertThat(report.path("functions").asInt()).isEqualTo(2);
    assertThat(report.path("lines").asInt()).isEqualTo(7);
    assertThat(report.path("hovered").asText()).isEqualTo("f");
    for (String key : List.of("clangFrontEnd", "clangObject", "ready", "firstFigure", "complete", "editElsewhere",
        "editInside", "hoverP50", "hoverP99")) {
      assertThat(report.path(key).path("fastest").asDouble()).as(key).isPositive();
    }
    assertThat(report.path("firstFigure").path("fastest").asDouble())
        .isLessThanOrEqualTo(report.path("complete").path("fastest").asDouble());
    assertThat(Files.readString(file)).isEqualTo(text);
  }

  @Test
  void aFunctionThatIsNotThereIsSaid() throws Exception {
    Path file = folder.resolve("f.c");
    Files.writeString(file, "int f(int x) {\n  return x;\n}\n");
    Cli.Result result = Cli.run("bench", "editor", "--function", "h", file.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("f.c defines no function h");
  }

  @Test
  void percentilesAreOfTheTimesThemselves() {
    List<Double> times = List.of(4.0, 1.0, 3.0, 2.0);
    assertThat(EditorReport.percentile(times, 50)).isEqualTo(2.0);
    assertThat(EditorReport.percentile(times, 99)).isEqualTo(4.0);
    assertThat(EditorReport.percentile(times, 0)).isEqualTo(1.0);
  }
}
