package dev.assay.train.masking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.train.data.TinySet;
import dev.assay.train.data.TrainingSet;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final TrainingSet SET = TinySet.of(500, 3);
  private static final int[] PLACES = IntStream.range(0, 500).toArray();
  private static final long[] ALL = LongStream.range(0, TinySet.PROBES).toArray();

  @Test
  void whatIsAskedForIsMaskedAndItsAnswerIsWhatWasThere() {
    Masking masking = Masking.forPrediction(SET, PLACES, TinySet.SHAPE, new Random(1), ALL);
    for (int m = 0; m < 8; m++) {
      for (int i = 0; i < masking.rows()[m].length; i++) {
        int row = (int) masking.rows()[m][i];
        assertThat(masking.codes()[row * 8 + m]).isEqualTo(256);
        byte original = SET.get(row / TinySet.PROBES).codes()[row % TinySet.PROBES * 8 + m];
        assertThat(masking.targets()[m][i]).isEqualTo(original & 0xFF);
      }
    }
  }

  @Test
  void aboutFifteenOfAHundredCodesAreAskedFor() {
    Masking masking = Masking.forPrediction(SET, PLACES, TinySet.SHAPE, new Random(1), ALL);
    long asked = IntStream.range(0, 8).mapToLong(m -> masking.rows()[m].length).sum();
    assertThat(asked / (500.0 * TinySet.PROBES * 8)).isBetween(0.12, 0.18);
  }

  @Test
  void missingRowsAreMaskedWholeAndNeverAskedFor() {
    Masking masking = Masking.forPrediction(SET, PLACES, TinySet.SHAPE, new Random(1), ALL);
    for (int n = 0; n < PLACES.length; n++) {
      for (int p = 0; p < TinySet.PROBES; p++) {
        if (SET.get(n).isMissing(p)) {
          int row = n * TinySet.PROBES + p;
          assertThat(masking.present()[row]).isZero();
          assertThat(IntStream.range(0, 8).mapToLong(m -> masking.codes()[row * 8 + m])).containsOnly(256L);
          for (int m = 0; m < 8; m++) {
            assertThat(masking.rows()[m]).doesNotContain(row);
          }
        }
      }
    }
  }

  @Test
  void whatIsAskedOfSomeProbesIsTheirs() {
    long[] probes = {1, 4};
    Masking masking = Masking.forPrediction(SET, PLACES, TinySet.SHAPE, new Random(1), probes);
    assertThat(masking.present()).hasSize(2 * PLACES.length);
    for (int m = 0; m < 8; m++) {
      for (int i = 0; i < masking.rows()[m].length; i++) {
        int row = (int) masking.rows()[m][i];
        byte original = SET.get(row / 2).codes()[(int) probes[row % 2] * 8 + m];
        assertThat(masking.targets()[m][i]).isEqualTo(original & 0xFF);
      }
    }
  }

  @Test
  void nothingElseIsMaskedWhenPredictionsAreAskedFor() {
    Masking masking = Masking.dropping(SET, PLACES, TinySet.SHAPE, new Random(1), 0);
    for (int n = 0; n < PLACES.length; n++) {
      for (int p = 0; p < TinySet.PROBES; p++) {
        assertThat(masking.present()[n * TinySet.PROBES + p]).isEqualTo(SET.get(n).isMissing(p) ? 0 : 1);
      }
    }
  }
}
