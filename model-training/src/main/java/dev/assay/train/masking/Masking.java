package dev.assay.train.masking;

import dev.assay.train.data.TrainingSet;
import dev.assay.train.model.ModelShape;
import java.util.Arrays;
import java.util.Random;

/**
 * The codes of some units with some of them masked, and what was there.
 *
 * @param codes N x P x M, the mask's number where masked
 * @param present N x P, 0 where a whole row is masked or missing, else 1
 * @param rows for each book the rows (of N x P) whose code of that book is asked for
 * @param targets for each book what these codes are
 */
public record Masking(long[] codes, float[] present, long[][] rows, long[][] targets) {
  /** About 15 % of the codes are masked: half of them singly, half as whole rows. */
  private static final double SINGLY = 0.075;
  private static final double WHOLE_ROWS = 0.08;

  /** Some units miss many rows, as those do whose probing was cut short; then not all that is missing is asked for. */
  private static final double INCOMPLETE_UNITS = 0.15;
  private static final double ASKED_OF_INCOMPLETE = 0.25;

  /**
   * Nothing masked but the rows that are missing, and of every fourth unit a share of rows drawn up to
   * {@code mostDropped}: of a unit whose best pass's row is gone, little can be learned.
   */
  public static Masking dropping(TrainingSet set, int[] places, ModelShape shape, Random random, double mostDropped) {
    Builder builder = new Builder(places.length, shape.probes(), shape);
    for (int n = 0; n < places.length; n++) {
      TrainingSet.Sample sample = set.get(places[n]);
      double rate = mostDropped == 0 || random.nextInt(4) > 0 ? 0 : mostDropped * random.nextDouble();
      for (int p = 0; p < shape.probes(); p++) {
        boolean gone = sample.isMissing(p) || rate > 0 && random.nextDouble() < rate;
        builder.row(n, p, p, sample.codes(), gone);
      }
    }
    return builder.build();
  }

  /** Only these probes are there. */
  public static Masking only(TrainingSet set, int[] places, ModelShape shape, boolean[] kept) {
    Builder builder = new Builder(places.length, shape.probes(), shape);
    for (int n = 0; n < places.length; n++) {
      TrainingSet.Sample sample = set.get(places[n]);
      for (int p = 0; p < shape.probes(); p++) {
        builder.row(n, p, p, sample.codes(), sample.isMissing(p) || !kept[p]);
      }
    }
    return builder.build();
  }

  /** Codes masked to be predicted, of some of the probes; N x R x M then. */
  public static Masking forPrediction(TrainingSet set, int[] places, ModelShape shape, Random random, long[] probes) {
    Builder builder = new Builder(places.length, probes.length, shape);
    for (int n = 0; n < places.length; n++) {
      TrainingSet.Sample sample = set.get(places[n]);
      boolean incomplete = random.nextDouble() < INCOMPLETE_UNITS;
      double rowRate = incomplete ? 0.2 + 0.5 * random.nextDouble() : WHOLE_ROWS;
      double asked = incomplete ? ASKED_OF_INCOMPLETE : 1;
      for (int r = 0; r < probes.length; r++) {
        int p = (int) probes[r];
        if (sample.isMissing(p)) {
          builder.row(n, r, p, sample.codes(), true);
          continue;
        }
        boolean wholeRow = random.nextDouble() < rowRate;
        builder.row(n, r, p, sample.codes(), wholeRow);
        for (int m = 0; m < shape.books(); m++) {
          if (wholeRow ? random.nextDouble() < asked : random.nextDouble() < SINGLY) {
            builder.ask(n, r, p, m, sample.codes());
          }
        }
      }
    }
    return builder.build();
  }

  private static final class Builder {
    private final ModelShape shape;
    private final int rowsPerUnit;
    private final long[] codes;
    private final float[] present;
    private final long[][] rows;
    private final long[][] targets;
    private final int[] asked;

    Builder(int units, int rowsPerUnit, ModelShape shape) {
      this.shape = shape;
      this.rowsPerUnit = rowsPerUnit;
      int positions = units * rowsPerUnit;
      this.codes = new long[positions * shape.books()];
      this.present = new float[positions];
      this.rows = new long[shape.books()][positions];
      this.targets = new long[shape.books()][positions];
      this.asked = new int[shape.books()];
    }

    void row(int unit, int row, int probe, byte[] original, boolean gone) {
      int position = unit * rowsPerUnit + row;
      present[position] = gone ? 0 : 1;
      for (int m = 0; m < shape.books(); m++) {
        codes[position * shape.books() + m] = gone ? shape.centroids() : original[probe * shape.books() + m] & 0xFF;
      }
    }

    void ask(int unit, int row, int probe, int book, byte[] original) {
      int position = unit * rowsPerUnit + row;
      codes[position * shape.books() + book] = shape.centroids();
      rows[book][asked[book]] = position;
      targets[book][asked[book]++] = original[probe * shape.books() + book] & 0xFF;
    }

    Masking build() {
      for (int m = 0; m < rows.length; m++) {
        rows[m] = Arrays.copyOf(rows[m], asked[m]);
        targets[m] = Arrays.copyOf(targets[m], asked[m]);
      }
      return new Masking(codes, present, rows, targets);
    }
  }
}
