package dev.assay.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.train.corpus.Split;
import dev.assay.train.labels.Labels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {
  @TempDir
  private Path folder;

  private static CodesRow row(String name, Split split, int instructions, int oz, Integer... passes) {
    byte[] state = new byte[56 * 4];
    state[2 * 4] = 7; // feature 2, little-endian
    state[2 * 4 + 1] = 1;
    return new CodesRow("hash " + name, "p", "d", split.name(), "O2", "function", "a.c", name, "p:" + name, "1", "c",
        "clang", "thumb", instructions, Collections.nCopies(56, 2), List.of(4, 0), List.of(passes), oz, List.of(0, -1),
        Binary.fromConstantByteArray(state), bytes(1, 2, 3, 4), bytes(5, 6), bytes(7, 8, 9, 10));
  }

  private static Binary bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return Binary.fromConstantByteArray(bytes);
  }

  private TrainingSet read(TrainingSet.Codes codes, CodesRow... rows) throws IOException {
    CodesTable.in(folder).write(0, List.of(rows), Map.of());
    return TrainingSet.read(folder, codes);
  }

  @Test
  void countsBecomeSharesOfTheInstructions() throws IOException {
    TrainingSet.Sample sample = read(TrainingSet.Codes.PRODUCT, row("f", Split.TEST, 40, 10, 40, -1, 30, 30)).get(0);
    assertThat(sample.left()).as("at last what none leaves").containsExactly(1f, Float.MAX_VALUE, 0.75f, 0.75f, 1f);
    assertThat(sample.bestPass()).as("the lowest of equals").isEqualTo(2);
    assertThat(sample.oz()).isCloseTo(0.75f, within(1e-6f));
    assertThat(sample.missing()).containsExactly(false, true);
    assertThat(sample.features()).hasSize(56).containsOnly(2);
    assertThat(sample.opcodes()).containsExactly(4, 0);
    assertThat(sample.origin()).isEqualTo(
        new TrainingSet.Origin(Split.TEST, "p", "d", "O2", "function", "f", "p:f", "1", "c", "clang", "thumb"));
    assertThat(sample.hash()).isEqualTo("hash f");
    assertThat(sample.after(0, 2)).as("exactly").isEqualTo(263);
    assertThat(sample.after(0, 3)).isZero();
    assertThat(sample.isHelped()).isTrue();
  }

  @Test
  void whereNoPassLeavesFewerNoneIsTheBest() throws IOException {
    TrainingSet.Sample sample = read(TrainingSet.Codes.PRODUCT, row("f", Split.TEST, 40, 40, 41, 40, -1)).get(0);
    assertThat(sample.bestPass()).isEqualTo(Labels.NONE);
    assertThat(sample.isHelped()).isFalse();
  }

  @Test
  void ozMayLeaveMoreThanThereWas() throws IOException {
    assertThat(read(TrainingSet.Codes.PRODUCT, row("f", Split.TEST, 40, 50, 40)).get(0).oz()).isCloseTo(-0.25f,
        within(1e-6f));
  }

  @Test
  void unitsWithoutAMeasuredOzAreLeftOut() throws IOException {
    TrainingSet set = read(TrainingSet.Codes.PRODUCT, row("no -Oz", Split.TRAIN, 40, -1, 40),
        row("empty", Split.TRAIN, 0, 0, 0), row("nothing left", Split.TRAIN, 40, 0, 40));
    assertThat(set.size()).isOne();
    assertThat(set.get(0).origin().name()).isEqualTo("nothing left");
  }

  @Test
  void eachCodingHasItsOwnCodes() throws IOException {
    CodesRow row = row("f", Split.TRAIN, 40, 10, 40);
    assertThat(read(TrainingSet.Codes.PRODUCT, row).get(0).codes()).containsExactly(1, 2, 3, 4);
    assertThat(read(TrainingSet.Codes.WHOLE, row).get(0).codes()).containsExactly(5, 6);
    assertThat(read(TrainingSet.Codes.ABSOLUTE, row).get(0).codes()).containsExactly(7, 8, 9, 10);
    assertThat(TrainingSet.Codes.WHOLE.books()).isOne();
  }

  @Test
  void unitsAreFoundBySplit() throws IOException {
    TrainingSet set = read(TrainingSet.Codes.PRODUCT, row("a", Split.TRAIN, 40, 10, 40),
        row("b", Split.TEST, 40, 10, 40), row("c", Split.TRAIN, 40, 10, 40));
    assertThat(set.of(Split.TRAIN)).containsExactly(0, 2);
    assertThat(set.of(Split.TEST)).containsExactly(1);
    assertThat(set.of(Split.VALIDATION)).isEmpty();
    assertThat(set.probes()).isEqualTo(2);
  }
}
