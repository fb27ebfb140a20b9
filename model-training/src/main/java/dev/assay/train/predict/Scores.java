package dev.assay.train.predict;

import dev.assay.train.data.TrainingSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How good predictions are. All are shares of 1, but for the error, which is in points (hundredths).
 *
 * @param units how many units were predicted
 * @param helped of how many of them some pass alone leaves fewer instructions
 * @param top1 the likeliest answer is the best pass, where of equally good ones only the lowest index counts; none,
 *     where no pass leaves fewer instructions
 * @param top1Helped the same of the units that some pass helps
 * @param top5 the best one, so understood, is among the five likeliest
 * @param top1Tied the likeliest pass leaves as few instructions as any
 * @param top5Tied one of the five likeliest does
 * @param ozError mean absolute error of the -Oz benefit
 * @param nearest5 the commonest best pass of the five nearest training units is the best one; NaN where that was not
 *     asked for
 */
public record Scores(int units, int helped, double top1, double top1Helped, double top5, double top1Tied,
    double top5Tied, double ozError, double nearest5) {

  /**
   * Scores of predictions for the units at these places.
   *
   * @param neighbours the best pass by the nearest training units, for each; empty where that is not asked for
   */
  public static Scores of(TrainingSet set, int[] places, Predictions predictions, int[] neighbours) {
    double[] sums = new double[8];
    for (int i = 0; i < places.length; i++) {
      TrainingSet.Sample sample = set.get(places[i]);
      int[] order = order(predictions.probabilities()[i]);
      float least = sample.left()[sample.bestPass()];
      sums[0] += order[0] == sample.bestPass() ? 1 : 0;
      sums[6] += sample.isHelped() ? 1 : 0;
      sums[7] += sample.isHelped() && order[0] == sample.bestPass() ? 1 : 0;
      sums[1] += IntStream.range(0, 5).anyMatch(k -> order[k] == sample.bestPass()) ? 1 : 0;
      sums[2] += sample.left()[order[0]] <= least ? 1 : 0;
      sums[3] += IntStream.range(0, 5).anyMatch(k -> sample.left()[order[k]] <= least) ? 1 : 0;
      sums[4] += 100 * Math.abs(predictions.oz()[i] - sample.oz());
      sums[5] += neighbours.length > 0 && neighbours[i] == sample.bestPass() ? 1 : 0;
    }
    int n = Math.max(1, places.length);
    return new Scores(places.length, (int) sums[6], sums[0] / n, sums[7] / Math.max(1, sums[6]), sums[1] / n,
        sums[2] / n, sums[3] / n, sums[4] / n, neighbours.length == places.length ? sums[5] / n : Double.NaN);
  }

  /** The likeliest answer; of equals the lowest index. */
  public static int first(float[] probabilities) {
    return order(probabilities)[0];
  }

  private static int[] order(float[] probabilities) {
    return IntStream.range(0, probabilities.length).boxed()
        .sorted(Comparator.comparingDouble((Integer p) -> -probabilities[p])).limit(5).mapToInt(Integer::intValue)
        .toArray();
  }

  @Override
  public String toString() {
    String byNeighbours = Double.isNaN(nearest5) ? "" : String.format(Locale.ROOT, ", 5-NN %.1f %%", 100 * nearest5);
    return String.format(Locale.ROOT,
        "Top-1 %.1f %% (ties count %.1f, helped %.1f), Top-5 %.1f %% (%.1f), -Oz error %.2f points%s, %,d units",
        100 * top1, 100 * top1Tied, 100 * top1Helped, 100 * top5, 100 * top5Tied, ozError, byNeighbours, units);
  }

  /** The mean of the four that are reported, larger is better: by it the best epoch is chosen. */
  public double overall() {
    return Arrays.stream(new double[]{top1, top5, nearest5, 1 - ozError / 20}).average().orElse(0);
  }
}
