package dev.assay.train.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.assay.feature.Feature;
import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FindingTableTest {
  private static final TrainingSet SET = TinySet.of(100, 9);
  private static final int[] ALL = IntStream.range(0, 100).toArray();

  /** Whatever the state, the same for a function, and another one for each. */
  private static float[][] byName(int[] places) {
    return Arrays.stream(places).mapToObj(place -> {
      float[] vector = new float[50];
      vector[place / 2] = 1;
      return vector;
    }).toArray(float[][]::new);
  }

  @Test
  void eachWayHasARowForEachQuestionThatThereAreUnitsFor() {
    Map<String, FindingTable.Embedder> methods = new LinkedHashMap<>();
    methods.put("by name", FindingTableTest::byName);
    methods.put("all alike", places -> Arrays.stream(places).mapToObj(p -> new float[]{1}).toArray(float[][]::new));
    StringBuilder text = new StringBuilder();
    ArrayNode json = new ObjectMapper().createArrayNode();
    FindingTable table = new FindingTable(SET, ALL, 1);
    table.write(text, json, methods);
    assertThat(text).contains("| -O0 in -O2 | by name | 50 | 50 | 100.0 | 100.0-100.0 | 100.0 | 1.000 |",
        "| -O0 in -O2 | all alike | 50 | 50 | 2.0 |", "| -O0 in -O2 | by name | 50 | - | - | 100.0 (50) | - |");
    assertThat(text).doesNotContain("another release", "-Os");
    assertThat(json).hasSize(2);
    assertThat(json.get(0).get("recall1").asDouble()).isEqualTo(1);

    StringBuilder similar = new StringBuilder();
    table.writeSimilarities(similar, json, methods);
    assertThat(similar).contains("| the same function at -O0 and optimised | by name | 1.00 | 1.00 | 1.00 | 1.00 |",
        "| two functions | by name | 0.00 | 0.00 | 0.00 | 0.00 |");
  }

  @Test
  void fewRowsAreCountsBeforeAndAfterThoseProbes() {
    // By their counts before and after, the functions of the set are nearly all told apart; by nothing, none.
    int[] strongest = FewRows.strongest(SET, ALL, 2);
    assertThat(strongest).as("those that leave least").containsExactly(0, 1);
    float[][] vectors = FewRows.embedder(SET, ALL, strongest).of(ALL);
    assertThat(vectors[0]).hasSize(3 * Feature.COUNT);
    int column = Feature.COUNT + 3; // a count after the first probe
    double mean = Arrays.stream(vectors).mapToDouble(vector -> vector[column]).average().orElseThrow();
    double square =
        Arrays.stream(vectors).mapToDouble(vector -> vector[column] * vector[column]).average().orElseThrow();
    assertThat(Math.abs(mean)).isLessThan(1e-4);
    assertThat(Math.abs(square - 1)).isLessThan(1e-3);
  }

  @Test
  void vectorsOfOthersAreReadByHash(@TempDir Path folder) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < SET.size(); i++) {
      lines.append(SET.get(i).hash()).append('\t').append(i).append(" 0.5\n");
    }
    Path file = Files.writeString(folder.resolve("v.tsv"), lines.toString());
    float[][] vectors = Vectors.read(file, SET);
    assertThat(vectors[7]).containsExactly(7, 0.5f);
    Files.writeString(file, "another\t1 2\n");
    assertThatThrownBy(() -> Vectors.read(file, SET)).isInstanceOf(IOException.class)
        .hasMessageContaining("v.tsv has no vector of unit hash0");
  }
}
