package dev.assay.index.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.index.Embedding;
import dev.assay.index.VectorStorage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexBenchmarkTest {
  @TempDir
  Path folder;

  @Test
  void printsARowForEachStateOfEachIndexAndCleansUp() throws IOException {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    BenchmarkSettings settings = BenchmarkSettings.parse(List.of("--sizes", "300", "--storages", "float,binary",
        "--widths", "300", "--queries", "10", "--seed", "3", "--folder", folder.toString()));
    new IndexBenchmark(settings, new PrintStream(table, true, StandardCharsets.UTF_8),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)).run();
    List<String> rows =
        table.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("| 300 |")).toList();
    assertThat(rows).hasSize(4);
    assertThat(rows.get(0)).contains("| FLOAT | as indexed, 1 segments |", "| 300 | 1.0000 |");
    assertThat(rows.get(3)).contains("| BINARY | compacted, 1 segments |", "| 300 | 1.0000 |");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void comparesEverythingToKnowTheTenthNearest() {
    ClusteredVectors vectors = new ClusteredVectors(7, 500);
    List<Embedding> queries = IntStream.range(500, 505).mapToObj(vectors::vector).toList();
    double[] tenth = ExactNeighbours.similarityOfRank(vectors, 500, queries, 10);
    for (int i = 0; i < queries.size(); i++) {
      Embedding query = queries.get(i);
      double[] all =
          IntStream.range(0, 500).mapToDouble(number -> query.similarity(vectors.vector(number))).sorted().toArray();
      assertThat(tenth[i]).isEqualTo(all[490]);
    }
    assertThat(vectors.vector(3)).isEqualTo(new ClusteredVectors(7, 500).vector(3));
  }

  @Test
  void saysHowItIsUsed() {
    assertThat(BenchmarkSettings.parse(List.of("--storages", "int4")).storages()).containsExactly(VectorStorage.INT4);
    for (List<String> wrong : List.of(List.of("--sizes"), List.of("--sizes", "x"), List.of("--what", "1"),
        List.of("--storages", "int5"), List.of("--sizes", "5"))) {
      assertThatThrownBy(() -> BenchmarkSettings.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
