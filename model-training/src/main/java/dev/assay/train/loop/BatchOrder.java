package dev.assay.train.loop;

import java.util.Random;

/**
 * Which units come in which step of a training. A function of the seed alone, so that a training can be resumed.
 */
public final class BatchOrder {
  private final int[] places;
  private final int batch;
  private final long seed;
  private int[] shuffled = new int[0];
  private long epoch = -1;

  /**
   * An order.
   *
   * @param places the units
   * @param batch units a step; all of them where there are fewer
   */
  public BatchOrder(int[] places, int batch, long seed) {
    this.places = places.clone();
    this.batch = Math.min(batch, places.length);
    this.seed = seed;
  }

  /** How many steps see nearly every unit once; what does not fill a batch is left to the next epoch. */
  public int stepsPerEpoch() {
    return places.length / batch;
  }

  /** The units of a step, counted from 0. */
  public int[] at(long step) {
    long wanted = step / stepsPerEpoch();
    if (wanted != epoch) {
      shuffled = places.clone();
      shuffle(shuffled, new Random(seed * 1_000_003 + wanted));
      epoch = wanted;
    }
    int from = (int) (step % stepsPerEpoch()) * batch;
    return java.util.Arrays.copyOfRange(shuffled, from, from + batch);
  }

  /** Brings numbers into an order that depends on the generator alone (Fisher and Yates). */
  public static void shuffle(int[] numbers, Random random) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = numbers[i];
      numbers[i] = numbers[j];
      numbers[j] = swapped;
    }
  }
}
