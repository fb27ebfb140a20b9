package dev.assay.train.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.train.data.CodesRow;
import dev.assay.train.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;

class KeptRowsTest {
  private final KeptRows kept = KeptRows.without(3, List.of(1));

  private static Binary bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Binary.fromConstantByteArray(bytes);
  }

  @Test
  void aRowGoesOutOfEveryTableOfAUnit() {
    CodesRow row = new CodesRow("h", "p", "d", "TRAIN", "O0", "function", "f.c", "f", "i", "r", "c", "clang", "x86", 9,
        List.of(), List.of(), List.of(), 5, List.of(0, 1, -1), bytes(1, 2, 3, 4), bytes(1, 2, 3, 4, 5, 6),
        bytes(7, 8, 9), bytes(6, 5, 4, 3, 2, 1));
    CodesRow left = kept.of(row);
    assertThat(left.probes()).containsExactly(0, -1);
    assertThat(left.states()).isEqualTo(row.states());
    assertThat(left.codes()).isEqualTo(bytes(1, 2, 5, 6));
    assertThat(left.whole()).isEqualTo(bytes(7, 9));
    assertThat(left.absolute()).isEqualTo(bytes(6, 5, 2, 1));
    assertThat(left.hash()).isEqualTo("h");
  }

  @Test
  void weightsOfARowGoAndTheUnitsOwnStay() {
    Map<String, Tensor> left = kept.of(Map.of("position.weight", Tensor.of(new float[]{1, 2, 3, 4, 5, 6}, 3, 2),
        "find.rows.scale", Tensor.of(new float[]{1, 2, 3, 4}, 4), "pool.mix.weight",
        Tensor.of(new float[]{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 2, 6), "row.bias",
        Tensor.of(new float[]{1, 2, 3}, 3)));
    assertThat(left.get("position.weight").toArray()).containsExactly(1, 2, 5, 6);
    assertThat(left.get("position.weight").shape()).containsExactly(2, 2);
    assertThat(left.get("find.rows.scale").toArray()).containsExactly(1, 3, 4);
    assertThat(left.get("pool.mix.weight").toArray()).containsExactly(1, 2, 5, 6, 7, 8, 11, 12);
    assertThat(left.get("row.bias").toArray()).as("nothing of a row").containsExactly(1, 2, 3);
  }

  @Test
  void theCoreShrinksByWhatItLoses() {
    assertThat(kept.among(2)).isOne();
    assertThat(kept.among(1)).isOne();
    assertThat(kept.among(3)).isEqualTo(2);
  }

  @Test
  void rowsThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> KeptRows.without(3, List.of(3))).hasMessage("there is no row 3; rows are 0 to 2");
    assertThatThrownBy(() -> KeptRows.without(1, List.of(0))).hasMessage("one row at least has to be kept");
    assertThatThrownBy(() -> kept.of(Map.of("known.oz", Tensor.of(new float[]{1, 2}, 2, 1))))
        .hasMessage("known.oz has 2 rows, and there are 3 probes");
  }
}
