package dev.assay.train.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardsTest {
  record Row(String name, int number, List<Integer> counts, Binary bytes) {}

  private static final List<Row> ROWS = rows();

  @TempDir
  private Path folder;

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(new Row("row " + i, i, List.of(i, 2 * i, -1), Binary.fromConstantByteArray(new byte[]{(byte) i, 7})));
    }
    return rows;
  }

  private Shards<Row> shards() {
    return new Shards<>(folder.resolve("table"), Row.class);
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    shards().write(0, ROWS.subList(0, 150), Map.of("assay.step", "test"));
    shards().write(1, ROWS.subList(150, 200), Map.of());
    List<Row> read = new ArrayList<>();
    shards().forEach(read::add);
    assertThat(read).isEqualTo(ROWS);
    assertThat(shards().count()).isEqualTo(2);
  }

  @Test
  void aGapEndsTheTable() throws IOException {
    shards().write(0, ROWS, Map.of());
    shards().write(2, ROWS, Map.of());
    assertThat(shards().count()).isEqualTo(1);
  }

  @Test
  void aCorruptShardIsNamedWithWhatToDo() throws IOException {
    shards().write(0, ROWS, Map.of());
    byte[] bytes = Files.readAllBytes(shards().file(0));
    Files.write(shards().file(0), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> shards().read(0)).isInstanceOf(StoreException.class)
        .hasMessageContaining("shard-00000.parquet").hasMessageContaining("is corrupt")
        .hasMessageContaining("delete it");
  }

  @Test
  void aMissingTableSaysWhichStepIsMissing() {
    assertThatThrownBy(() -> shards().forEach(row -> {
    })).isInstanceOf(StoreException.class).hasMessageContaining("there is no table in")
        .hasMessageContaining("run the step that makes it");
  }

  @Test
  void whatAKilledWriterLeftIsNoShardAndIsRemoved() throws IOException {
    Files.createDirectories(shards().folder());
    Path half = shards().folder().resolve("shard-00000.parquet.tmp");
    Files.writeString(half, "PAR1 and nothing more");
    assertThat(shards().count()).isZero();
    shards().removeHalves();
    assertThat(half).doesNotExist();
  }

  @Test
  void aShardThatCannotBeWrittenLeavesNothingAndSaysWhy() throws IOException {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));
    Files.createDirectories(shards().folder());
    // Every byte written to where the half shard goes meets a full disk.
    Files.createSymbolicLink(shards().folder().resolve("shard-00000.parquet.tmp"), full);
    assertThatThrownBy(() -> shards().write(0, ROWS, Map.of())).isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be written").hasMessageContaining("make room");
    try (Stream<Path> left = Files.list(shards().folder())) {
      assertThat(left).isEmpty();
    }
  }
}
