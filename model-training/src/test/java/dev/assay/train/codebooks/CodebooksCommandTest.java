package dev.assay.train.codebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.feature.FeatureVector;
import dev.assay.quantize.Codebooks;
import dev.assay.spectrum.Reaction;
import dev.assay.train.corpus.Split;
import dev.assay.train.data.CodesRow;
import dev.assay.train.data.CodesTable;
import dev.assay.train.spectra.SpectrumRow;
import dev.assay.train.store.Shards;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CodebooksCommandTest {
  private static final int PROBES = 3;

  @TempDir
  private Path folder;

  /** A unit with counts of 10 whose probes leave what is given, or nothing where that is negative. */
  private static SpectrumRow row(String hash, Split split, int... left) {
    List<Integer> probes = new ArrayList<>();
    List<Integer> states = new ArrayList<>();
    for (int count : left) {
      probes.add(count < 0 ? -1 : states.size() / 56);
      if (count >= 0) {
        states.addAll(Collections.nCopies(56, count));
      }
    }
    return new SpectrumRow(hash, "p", "d", split.name(), "O0", "function", "a.c", hash, "p/a.c:" + hash, "1", "c",
        "LLVM 20", "", 560, Collections.nCopies(56, 10), List.of(3), List.of(560, -1), 100, probes, states);
  }

  private void run(List<SpectrumRow> rows, String... more) throws IOException {
    Shards<SpectrumRow> spectra = new Shards<>(folder.resolve("spectra"), SpectrumRow.class);
    spectra.write(0, rows.subList(0, 2), Map.of());
    spectra.write(1, rows.subList(2, rows.size()), Map.of());
    List<String> arguments =
        new ArrayList<>(List.of("--spectra=" + spectra.folder(), "--out=" + folder.resolve("codes")));
    arguments.addAll(List.of(more));
    assertThat(new CommandLine(new CodebooksCommand()).execute(arguments.toArray(String[]::new))).isZero();
  }

  private List<CodesRow> codes() throws IOException {
    List<CodesRow> codes = new ArrayList<>();
    CodesTable.in(folder.resolve("codes")).forEach(codes::add);
    return codes;
  }

  private Codebooks books() throws IOException {
    return Codebooks.read(Files.readAllBytes(folder.resolve("codes/codebooks.npy")));
  }

  private static final List<SpectrumRow> ROWS = List.of(row("a", Split.TRAIN, 10, 5, -1),
      row("b", Split.TEST, 777, 5, 0), row("c", Split.TRAIN, 0, 2, 5), row("d", Split.VALIDATION, 10, -1, 2));

  @Test
  void codesStandForTheReactionsOfEveryUnit() throws IOException {
    run(ROWS);
    List<CodesRow> codes = codes();
    assertThat(codes).extracting(CodesRow::hash).containsExactly("a", "b", "c", "d");
    FeatureVector before = FeatureVector.of(Collections.nCopies(56, 10).stream().mapToInt(i -> i).toArray());
    int[][] left = {{10, 5, -1}, {-1, 5, 0}, {0, 2, 5}, {10, -1, 2}}; // that of b's first was never learned from
    for (int i = 0; i < left.length; i++) {
      for (int p = 0; p < PROBES; p++) {
        if (left[i][p] < 0) {
          continue;
        }
        FeatureVector after = FeatureVector.of(Collections.nCopies(56, left[i][p]).stream().mapToInt(n -> n).toArray());
        Reaction exact = Reaction.between(before, after);
        Reaction decoded = books().decode(ofProbe(codes.get(i), p));
        for (int feature = 0; feature < 49; feature++) { // the last book keeps the number of instructions alone
          assertThat(decoded.get(feature)).as("unit %d, probe %d, feature %d", i, p, feature)
              .isCloseTo(exact.get(feature), within(1e-5f));
        }
      }
    }
  }

  private static int[] ofProbe(CodesRow row, int probe) {
    int[] codes = new int[8];
    for (int m = 0; m < 8; m++) {
      codes[m] = row.codes().getBytes()[probe * 8 + m] & 0xFF;
    }
    return codes;
  }

  @Test
  void missingProbesAreMarked() throws IOException {
    run(ROWS);
    assertThat(codes().get(0).probes()).containsExactly(0, 1, -1);
    assertThat(codes().get(1).probes()).doesNotContain(-1);
    assertThat(codes().get(3).probes()).containsExactly(0, -1, 1);
    ByteBuffer exact = ByteBuffer.wrap(codes().get(1).states().getBytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(exact.remaining()).isEqualTo(3 * 56 * 4);
    assertThat(exact.getInt(0)).isEqualTo(777);
    assertThat(exact.getInt(56 * 4)).isEqualTo(5);
    assertThat(codes().get(0).whole().getBytes()).hasSize(PROBES);
    assertThat(codes().get(0).absolute().getBytes()).hasSize(PROBES * 8);
  }

  @Test
  void onlyTrainingUnitsAreLearnedFrom() throws IOException {
    List<SpectrumRow> rows = new ArrayList<>(ROWS);
    rows.add(row("e", Split.STRANGE, 777, 777, 778));
    run(rows);
    float ofTest = (float) (Math.log1p(777) - Math.log1p(10));
    for (int centroid = 0; centroid < books().size(0); centroid++) {
      assertThat(books().centroid(0, centroid)[0]).isNotCloseTo(ofTest, within(0.1f));
    }
    assertThat(books().size(0)).as("reactions to 10, 5, 0 and 2").isEqualTo(4);
  }

  @Test
  void nothingIsLeftOfALargerTable() throws IOException {
    CodesTable.in(folder.resolve("codes")).write(2, List.of(), Map.of());
    run(ROWS);
    assertThat(CodesTable.in(folder.resolve("codes")).has(2)).isFalse();
  }

  @Test
  void theSameSeedLearnsTheSameBooks() throws IOException {
    Random random = new Random(1);
    List<SpectrumRow> rows = new ArrayList<>();
    for (int i = 0; i < 95; i++) {
      rows.add(row("u" + i, Split.TRAIN, random.nextInt(2_000), random.nextInt(2_000), random.nextInt(2_000)));
    }
    run(rows, "--seed=5");
    Codebooks first = books();
    assertThat(first.size(0)).isEqualTo(256);
    run(rows, "--seed=5");
    assertThat(books()).isEqualTo(first);
    run(rows, "--seed=6");
    assertThat(books()).isNotEqualTo(first);
  }
}
