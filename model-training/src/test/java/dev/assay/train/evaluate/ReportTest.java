package dev.assay.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.Samples;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.predict.Predictions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three units, of which one contender tells two right and the other none. */
class ReportTest {
  private static final TrainingSet SET =
      Samples.set(sample("zlib", "O0", 0), sample("lua", "O2", 1), sample("lua", "O0", 4));

  @TempDir
  private Path folder;

  private static TrainingSet.Sample sample(String project, String flavour, int best) {
    float[] left = {1, 1, 1, 1, 1, 1};
    left[best] = 0.5f;
    return Samples.of(Samples.origin(Split.TEST, project, "tools", flavour, "f"), 10, new int[56], new int[1], best,
        0.5f, left);
  }

  private static Contender contender(String name, float oz, int... told) {
    float[][] probabilities = new float[told.length][6];
    float[] benefits = new float[told.length];
    for (int i = 0; i < told.length; i++) {
      probabilities[i][told[i]] = 1;
      benefits[i] = oz;
    }
    return new Contender(name, new Predictions(new float[told.length][0], probabilities, benefits), told);
  }

  @BeforeEach
  void write() throws IOException {
    new Report(SET, new int[]{0, 1, 2}, List.of(contender("Wrong", 0.4f, 5, 5, 5), contender("Ours", 0.5f, 0, 1, 5)))
        .write(folder, Map.of("seed", "7"), List.of((text, json) -> text.append("and more\n")));
  }

  @Test
  void theTableHasARowForEachContenderAndForEachGroupOfTheLast() throws IOException {
    String text = Files.readString(folder.resolve("evaluation.md"));
    assertThat(text).startsWith("Test units: 3, of projects that nothing was learned from.");
    assertThat(text).contains("| Wrong | 3 | 0.0 | 0.0-0.0 | 66.7 | 0.0 | 66.7 | 3 | 0.0 | 10.00 | 0.0 |",
        "| Ours | 3 | 66.7 | 50.0-100.0 | 66.7 | 66.7 | 66.7 | 3 | 66.7 | 0.00 | 66.7 |", "Ours, by project:",
        "| zlib | 1 | 100.0 | 100.0-100.0 | 100.0 | 100.0 | 100.0 | 1 | 100.0 | 0.00 | 100.0 |", "Ours, by flavour:",
        "| O2 | 1 | 100.0 |", "| O0 | 2 | 50.0 |");
    assertThat(text).endsWith("and more\n").doesNotContain("Wrong, by").as("there is but one")
        .doesNotContain("by domain");
  }

  @Test
  void everyContenderIsScoredOnEachStrangeKind() throws IOException {
    TrainingSet set = Samples.set(sample("zlib", "O0", 0), strange("arpack", "fortran", "clang 14", 1),
        strange("range-v3", "templates", "LLVM 20", 2), strange("range-v3", "templates", "clang 13", 3),
        strange("zlib", "compression", "clang 13", 4));
    new Report(set, new int[]{0, 1, 2, 3, 4},
        List.of(contender("Wrong", 0.4f, 5, 5, 5, 5, 5), contender("Ours", 0.5f, 5, 5, 2, 3, 5)))
        .write(folder, Map.of(), List.of());
    String text = Files.readString(folder.resolve("evaluation.md"));
    assertThat(text).contains("Wrong, by strange kind:", "Ours, by strange kind:");
    String ours = text.substring(text.indexOf("Ours, by strange kind:"), text.indexOf("Ours, by flavour:"));
    assertThat(ours.lines().filter(line -> line.startsWith("| ") && !line.startsWith("| strange kind"))
        .map(line -> line.substring(0, line.indexOf(" |", line.indexOf(" |", line.indexOf(" |") + 1) + 1))))
        .as("a usual project's units of a strange compiler, a strange project's by what it is")
        .containsExactly("| clang 13 | 1 | 0.0", "| fortran | 1 | 0.0", "| none | 1 | 0.0", "| templates | 2 | 100.0");
  }

  private static TrainingSet.Sample strange(String project, String domain, String compiler, int best) {
    float[] left = {1, 1, 1, 1, 1, 1};
    left[best] = 0.5f;
    TrainingSet.Origin origin =
        new TrainingSet.Origin(Split.STRANGE, project, domain, "O2", "function", "f", "f", "1", "c", compiler, "");
    return Samples.of(origin, 10, new int[56], new int[1], best, 0.5f, left);
  }

  @Test
  void theSameFiguresAreInTheJson() throws IOException {
    JsonNode json = new ObjectMapper().readTree(folder.resolve("evaluation.json").toFile());
    assertThat(json.get("seed").asText()).isEqualTo("7");
    JsonNode wrong = json.get("scores").get(0);
    assertThat(wrong.get("model").asText()).isEqualTo("Wrong");
    assertThat(wrong.get("group").asText()).isEqualTo("all");
    assertThat(wrong.get("units").asInt()).isEqualTo(3);
    assertThat(wrong.get("ozErrorPoints").asDouble()).isCloseTo(10, within(1e-4));
    JsonNode lua = null;
    for (JsonNode row : json.get("scores")) {
      lua = row.get("group").asText().equals("project lua") ? row : lua;
    }
    assertThat(lua.get("model").asText()).isEqualTo("Ours");
    assertThat(lua.get("top1").asDouble()).isEqualTo(0.5);
  }
}
