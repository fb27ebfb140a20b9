package dev.assay.cli.bench;

import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderInput;
import dev.assay.feature.Feature;
import dev.assay.feature.FeatureVector;
import dev.assay.quantize.Codebooks;
import dev.assay.quantize.Codes;
import dev.assay.spectrum.Reaction;
import dev.assay.spectrum.Spectrum;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Times an encoder on spectra that a seed makes. Immutable. */
public final class EncodeBench {
  private static final int MOST_ON_CPU = 256;

  private final Encoder encoder;
  private final int rows;
  private final long seed;
  private final int repeat;

  /**
   * A bench that takes the median of so many runs.
   *
   * @param rows how many rows, the first, each unit has; the others are missing
   */
  public EncodeBench(Encoder encoder, int rows, long seed, int repeat) {
    this.rows = rows;
    this.encoder = encoder;
    this.seed = seed;
    this.repeat = repeat;
  }

  /** How many units at a time are timed usually: 1, 2, 4 and so on, to what fills the device. */
  static List<Integer> batches(Encoder encoder) {
    return IntStream.iterate(1, units -> units <= Math.max(MOST_ON_CPU, encoder.usualBatch()), units -> 2 * units)
        .boxed().toList();
  }

  /**
   * How long a batch takes.
   *
   * @param units how many units at a time
   * @param milliseconds the median of the runs
   */
  public record Time(int units, double milliseconds) {
    /** How many units a second that is. */
    public double unitsPerSecond() {
      return units / Math.max(milliseconds, 1e-6) * 1000;
    }
  }

  /** Times one batch size, after a run for warming up. */
  public Time time(int units) {
    List<EncoderInput> batch = inputs(units);
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

  /** So many units: with the same seed the same. */
  public List<EncoderInput> inputs(int units) {
    Random random = new Random(seed);
    List<EncoderInput> batch = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      byte[] codes = new byte[encoder.rows() * Codebooks.BOOKS];
      random.nextBytes(codes);
      List<Optional<Reaction>> reactions = new ArrayList<>();
      for (int row = 0; row < encoder.rows(); row++) {
        float[] values = new float[Feature.COUNT];
        for (int f = 0; f < values.length; f++) {
          values[f] = random.nextFloat() - 0.7f;
        }
        reactions.add(row < rows ? Optional.of(Reaction.of(values)) : Optional.empty());
      }
      boolean[] missing = new boolean[encoder.rows()];
      Arrays.fill(missing, Math.min(rows, missing.length), missing.length, true);
      int[] counts = random.ints(Feature.COUNT, 0, 200).toArray();
      batch.add(new EncoderInput(FeatureVector.of(counts), new Spectrum(reactions), Codes.of(codes, missing)));
    }
    return batch;
  }
}
