package dev.assay.train.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.feature.Feature;
import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.Compute;
import dev.assay.train.model.SpectrumEncoder;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

/** Against logarithms that are taken here, one number at a time. */
@SuppressWarnings("try") // scopes act by being open
class SpectrumBatchesTest {
  private static final TrainingSet SET = TinySet.of(40, 3);
  private static final int[] PLACES = {7, 31, 0, 7, 12};
  private static final int[] ROWS = {5, 0, 2};

  private final SpectrumBatches batches = new SpectrumBatches(SET, Compute.CPU);

  private static float[] floats(Tensor tensor) {
    float[] values = new float[Math.toIntExact(tensor.numel())];
    new FloatPointer(tensor.contiguous().data_ptr()).get(values);
    return values;
  }

  private static long[] longs(Tensor tensor) {
    long[] values = new long[Math.toIntExact(tensor.numel())];
    new LongPointer(tensor.contiguous().data_ptr()).get(values);
    return values;
  }

  @Test
  void aBatchHasTheUnitsRowsThatWereAskedFor() {
    try (PointerScope scope = new PointerScope()) {
      SpectrumEncoder.Batch batch = batches.of(PLACES, ROWS, SpectrumInputs.Variation.NONE, new Random(1));
      assertThat(longs(batch.rows())).containsExactly(5, 0, 2);
      float[] counts = floats(batch.counts());
      float[] reactions = floats(batch.reactions());
      float[] present = floats(batch.present());
      long[] codes = longs(batch.codes());
      int missing = 0;
      for (int n = 0; n < PLACES.length; n++) {
        TrainingSet.Sample sample = SET.get(PLACES[n]);
        for (int r = 0; r < ROWS.length; r++) {
          int at = n * ROWS.length + r;
          boolean isMissing = sample.isMissing(ROWS[r]);
          missing += isMissing ? 1 : 0;
          assertThat(present[at]).isEqualTo(isMissing ? 0f : 1f);
          for (int m = 0; m < 8; m++) {
            assertThat(codes[at * 8 + m]).isEqualTo(isMissing ? 0 : sample.codes()[ROWS[r] * 8 + m] & 0xFF);
          }
          for (int f = 0; f < Feature.COUNT; f++) {
            double before = Math.log(1 + sample.features()[f]);
            double reaction = isMissing ? 0 : Math.log(1 + sample.after(ROWS[r], f)) - before;
            assertThat((double) counts[n * Feature.COUNT + f]).isCloseTo(before, within(1e-6));
            assertThat((double) reactions[at * Feature.COUNT + f]).isCloseTo(reaction, within(1e-6));
          }
        }
      }
      assertThat(missing).as("of the rows, else the test says little").isPositive();
    }
  }

  @Test
  void anEditAddsTheSameToAllRowsAndDroppedRowsAreEmpty() {
    int[] all = {0, 1, 2, 3, 4, 5};
    try (PointerScope scope = new PointerScope()) {
      SpectrumEncoder.Batch batch = batches.of(PLACES, all, new SpectrumInputs.Variation(1, 1), new Random(4));
      float[] counts = floats(batch.counts());
      float[] reactions = floats(batch.reactions());
      float[] present = floats(batch.present());
      int edited = 0;
      int dropped = 0;
      for (int n = 0; n < PLACES.length; n++) {
        TrainingSet.Sample sample = SET.get(PLACES[n]);
        for (int f = 0; f < Feature.COUNT; f++) {
          double before = Math.expm1(counts[n * Feature.COUNT + f]);
          double added = before - sample.features()[f];
          edited += added > 0.5 ? 1 : 0;
          for (int p : all) {
            int at = n * all.length + p;
            double expected = present[at] == 0 ? 0 : Math.log1p(sample.after(p, f) + added) - Math.log1p(before);
            assertThat((double) reactions[at * Feature.COUNT + f]).isCloseTo(expected, within(1e-5));
          }
        }
        for (int p : all) {
          dropped += present[n * all.length + p] == 0 && !sample.isMissing(p) ? 1 : 0;
        }
      }
      assertThat(edited).isGreaterThan(PLACES.length);
      assertThat(dropped).isPositive();
    }
  }
}
