package dev.assay.train.spectra;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.feature.FeatureVector;
import dev.assay.feature.Observation;
import dev.assay.feature.Opcode;
import dev.assay.feature.OpcodeCounts;
import dev.assay.probe.Outcome;
import dev.assay.train.corpus.CorpusUnit;
import dev.assay.train.labels.Labels;
import dev.assay.train.store.Shards;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpectrumRowTest {
  private static final CorpusUnit UNIT = new CorpusUnit("hash", "project", "1", "domain", "TEST", "O2", "function",
      "a.c", "f", "project/a.c:f", "1.2", "c", "clang 14", "", 40, Collections.nCopies(56, 3), List.of(1, 2),
      Binary.fromConstantByteArray(new byte[0]));
  private static final Labels LABELS = new Labels("hash", List.of(40, -1, 12), 11);

  @TempDir
  private Path folder;

  private static Outcome measured(int count) {
    int[] counts = new int[56];
    Arrays.fill(counts, count);
    return new Outcome.Measured(
        new Observation(FeatureVector.of(counts), OpcodeCounts.ofNumbers(new int[Opcode.NUMBERS])));
  }

  private static SpectrumRow row() {
    return SpectrumRow.of(UNIT, LABELS, List.of(measured(5), measured(9), measured(5),
        new Outcome.Missing(Outcome.Reason.TIMED_OUT, "60 s"), measured(0), measured(9)));
  }

  @Test
  void countsThatSeveralProbesLeaveAreKeptOnce() {
    SpectrumRow row = row();
    assertThat(row.probes()).containsExactly(0, 1, 0, -1, 2, 1);
    assertThat(row.states()).hasSize(3 * 56);
    for (int probe = 0; probe < 6; probe++) {
      int state = row.probes().get(probe);
      if (state >= 0) {
        int expected = List.of(5, 9, 5, -1, 0, 9).get(probe);
        assertThat(row.states().subList(state * 56, (state + 1) * 56)).containsOnly(expected);
      }
    }
  }

  @Test
  void theUnitAndItsLabelsAreTakenOver() {
    SpectrumRow row = row();
    assertThat(row.hash()).isEqualTo("hash");
    assertThat(row.instructions()).isEqualTo(40);
    assertThat(row.features()).isEqualTo(UNIT.features());
    assertThat(row.passes()).containsExactly(40, -1, 12);
    assertThat(row.oz()).isEqualTo(11);
    assertThat(List.of(row.project(), row.domain(), row.split(), row.flavour(), row.kind(), row.file(), row.name()))
        .containsExactly("project", "domain", "TEST", "O2", "function", "a.c", "f");
  }

  @Test
  void aTableOfRowsIsReadAsItWasWritten() throws IOException {
    Shards<SpectrumRow> shards = new Shards<>(folder, SpectrumRow.class);
    SpectrumRow nothing =
        SpectrumRow.of(UNIT, LABELS, List.of(new Outcome.Missing(Outcome.Reason.CRASHED, "signal 11")));
    shards.write(0, List.of(row(), nothing), Map.of());
    assertThat(shards.read(0)).containsExactly(row(), nothing);
    assertThat(nothing.states()).isEmpty();
  }
}
