package dev.assay.train.prune;

import dev.assay.train.data.CodesRow;
import dev.assay.train.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.parquet.io.api.Binary;

/** Which of P probes' rows are kept, and what is left of tables and weights without the others. Immutable. */
final class KeptRows {
  /** Tensors whose first index is the row. */
  private static final Set<String> BY_ROW = Set.of("position.weight", "known.passes", "known.oz", "state.mix");
  /** Tensors whose first index is the row, and after the last one the unit's own counts. */
  private static final Set<String> BY_ROW_AND_UNIT = Set.of("find.rows.mean", "find.rows.weight", "find.rows.scale");

  /** Matrices whose second index is the row, and within it something else. */
  private static final Set<String> BY_COLUMN = Set.of("pool.mix.weight");

  private final int probes;
  private final int[] kept;

  private KeptRows(int probes, int[] kept) {
    this.probes = probes;
    this.kept = kept;
  }

  /**
   * All but some.
   *
   * @param probes how many there are
   * @param left the rows that are left out
   * @throws IllegalArgumentException with a sentence, when one of them is not a row, or none would be kept
   */
  static KeptRows without(int probes, List<Integer> left) {
    for (int row : left) {
      if (row < 0 || row >= probes) {
        throw new IllegalArgumentException("there is no row " + row + "; rows are 0 to " + (probes - 1));
      }
    }
    int[] kept = IntStream.range(0, probes).filter(row -> !left.contains(row)).toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException("one row at least has to be kept");
    }
    return new KeptRows(probes, kept);
  }

  /** How many rows are kept of the first ones. */
  int among(int first) {
    return (int) Arrays.stream(kept).filter(row -> row < first).count();
  }

  /** A list with an element a row. */
  <T> List<T> of(List<T> rows) {
    check(rows.size(), "a list");
    return Arrays.stream(kept).mapToObj(rows::get).toList();
  }

  /** A unit's codes. */
  CodesRow of(CodesRow row) {
    return new CodesRow(row.hash(), row.project(), row.domain(), row.split(), row.flavour(), row.kind(), row.file(),
        row.name(), row.identity(), row.release(), row.language(), row.compiler(), row.target(), row.instructions(),
        row.features(), row.opcodes(), row.passes(), row.oz(), of(row.probes()), row.states(), of(row.codes()),
        of(row.whole()), of(row.absolute()));
  }

  private Binary of(Binary codes) {
    byte[] all = codes.getBytes();
    int width = all.length / probes;
    check(all.length / width, "the codes of a unit");
    byte[] fewer = new byte[kept.length * width];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(all, kept[i] * width, fewer, i * width, width);
    }
    return Binary.fromConstantByteArray(fewer);
  }

  /** Weights of an encoder, PQ-BERT's or that which ships. */
  Map<String, Tensor> of(Map<String, Tensor> weights) {
    Map<String, Tensor> fewer = new TreeMap<>(weights);
    fewer.replaceAll((name, tensor) -> {
      if (BY_ROW.contains(name)) {
        check(tensor.shape()[0], name);
        return of(tensor, kept);
      }
      if (BY_ROW_AND_UNIT.contains(name)) {
        check(tensor.shape()[0] - 1, name);
        int[] lines = Arrays.copyOf(kept, kept.length + 1);
        lines[kept.length] = probes;
        return of(tensor, lines);
      }
      return BY_COLUMN.contains(name) ? columnsOf(tensor) : tensor;
    });
    return fewer;
  }

  private static Tensor of(Tensor tensor, int[] lines) {
    int[] shape = tensor.shape();
    float[] values = tensor.toArray();
    int width = values.length / shape[0];
    float[] fewer = new float[lines.length * width];
    for (int i = 0; i < lines.length; i++) {
      System.arraycopy(values, lines[i] * width, fewer, i * width, width);
    }
    shape[0] = lines.length;
    return Tensor.owning(fewer, shape);
  }

  private Tensor columnsOf(Tensor matrix) {
    int width = matrix.size(1) / probes;
    check(matrix.size(1) / width, "a matrix");
    float[] values = matrix.toArray();
    float[] fewer = new float[matrix.size(0) * kept.length * width];
    for (int line = 0; line < matrix.size(0); line++) {
      for (int i = 0; i < kept.length; i++) {
        System.arraycopy(values, line * matrix.size(1) + kept[i] * width, fewer, (line * kept.length + i) * width,
            width);
      }
    }
    return Tensor.owning(fewer, matrix.size(0), kept.length * width);
  }

  private void check(int rows, String what) {
    if (rows != probes) {
      throw new IllegalArgumentException(what + " has " + rows + " rows, and there are " + probes + " probes");
    }
  }

  /** The rows' numbers before. */
  List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    Arrays.stream(kept).forEach(numbers::add);
    return numbers;
  }
}
