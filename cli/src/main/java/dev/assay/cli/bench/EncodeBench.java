package dev.assay.cli.bench;

import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Encoder;
import dev.assay.quantize.Codebooks;
import dev.assay.quantize.Codes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Times an encoder on codes that a seed makes. */
final class EncodeBench {
  /** How many units at a time are timed. */
  static final List<Integer> BATCHES = List.of(1, 2, 4, 8, 16, 32, 64, 128, 256);

  private final Encoder encoder;
  private final long seed;
  private final int repeat;

  /** A bench that takes the median of so many runs. */
  EncodeBench(Encoder encoder, long seed, int repeat) {
    this.encoder = encoder;
    this.seed = seed;
    this.repeat = repeat;
  }

  /**
   * How long a batch takes.
   *
   * @param units how many units at a time
   * @param milliseconds the median of the runs
   */
  record Time(int units, double milliseconds) {
    double unitsPerSecond() {
      return units / Math.max(milliseconds, 1e-6) * 1000;
    }
  }

  /** Times one batch size, after a run for warming up. */
  Time time(int units) {
    List<Codes> batch = codes(units);
    encoder.encode(batch, units, Cancellation.never());
    double[] millis = new double[repeat];
    for (int i = 0; i < repeat; i++) {
      long start = System.nanoTime();
      encoder.encode(batch, units, Cancellation.never());
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    return new Time(units, (millis[(repeat - 1) / 2] + millis[repeat / 2]) / 2);
  }

  private List<Codes> codes(int units) {
    Random random = new Random(seed);
    List<Codes> batch = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      byte[] codes = new byte[encoder.rows() * Codebooks.BOOKS];
      random.nextBytes(codes);
      batch.add(Codes.of(codes, new boolean[encoder.rows()]));
    }
    return batch;
  }
}
