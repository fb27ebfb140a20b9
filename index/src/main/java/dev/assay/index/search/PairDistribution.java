package dev.assay.index.search;

import dev.assay.index.Significance;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How similar random pairs of functions are, by the sizes of the two. Immutable.
 *
 * <p>For each pair of size bands it counts, in 2,048 classes of similarity, how many pairs of the sample are at least
 * so similar. Classes are even in the square root of 1 - similarity, which is the distance between the two points: fine
 * where similarities are near 1, where it matters.
 */
public final class PairDistribution {
  /** How many classes of similarity there are. */
  static final int CLASSES = 2048;

  /** With fewer pairs of these very sizes, pairs of neighbouring sizes are taken as well. */
  private static final long ENOUGH = 1_000;

  /** With fewer pairs of any size, nothing is said. */
  private static final long FEWEST = 100;

  private final long[][] atLeast;

  /**
   * A distribution of counted pairs.
   *
   * @param counts for each pair of bands, at {@link #index}, how many pairs are in each class
   */
  PairDistribution(int[][] counts) {
    atLeast = new long[counts.length][CLASSES];
    for (int pair = 0; pair < counts.length; pair++) {
      long sum = 0;
      for (int i = 0; i < CLASSES; i++) {
        sum += counts[pair][i];
        atLeast[pair][i] = sum;
      }
    }
  }

  /**
   * How unusual a similarity is between two functions of such sizes; empty when the sample has fewer than 100 pairs to
   * compare with.
   *
   * @param similarity the cosine, -1 to 1
   * @param instructions the size of the one
   * @param otherInstructions the size of the other
   */
  public Optional<Significance> significance(double similarity, int instructions, int otherInstructions) {
    int one = SizeBand.of(instructions).ordinal();
    int other = SizeBand.of(otherInstructions).ordinal();
    int classOf = classOf(similarity);
    for (int reach = 0; reach < SizeBand.COUNT; reach++) {
      long pairs = 0;
      long alike = 0;
      for (int index : around(one, other, reach)) {
        pairs += atLeast[index][CLASSES - 1];
        alike += atLeast[index][classOf];
      }
      boolean isWidest = reach == SizeBand.COUNT - 1;
      if (pairs >= ENOUGH || isWidest && pairs >= FEWEST) {
        return Optional.of(new Significance((alike + 1.0) / (pairs + 1.0), pairs));
      }
    }
    return Optional.empty();
  }

  /** The pairs of bands at most so many bands away, each once. */
  private static int[] around(int one, int other, int reach) {
    var found = new TreeSet<Integer>();
    for (int a = Math.max(0, one - reach); a <= Math.min(SizeBand.COUNT - 1, one + reach); a++) {
      for (int b = Math.max(0, other - reach); b <= Math.min(SizeBand.COUNT - 1, other + reach); b++) {
        found.add(index(a, b));
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Where a pair of bands, given by their numbers in any order, is counted. */
  static int index(int one, int other) {
    int larger = Math.max(one, other);
    return larger * (larger + 1) / 2 + Math.min(one, other);
  }

  /** How many pairs of bands there are. */
  static int pairsOfBands() {
    return SizeBand.COUNT * (SizeBand.COUNT + 1) / 2;
  }

  /** The class of a similarity; a smaller number is more alike. */
  static int classOf(double similarity) {
    double distance = Math.sqrt(Math.max(0, (1 - similarity) / 2));
    return (int) Math.min(CLASSES - 1, distance * CLASSES);
  }
}
