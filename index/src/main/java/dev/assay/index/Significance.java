package dev.assay.index;

/**
 * How unusual a similarity is: among random pairs of different functions of the index, one about as large as the
 * function asked about and one about as large as the function found, the share that is at least as similar. Two
 * one-line getters are alike, and so are most pairs of one-line functions: a large share, nothing to report. Two
 * functions of 300
 * instructions are seldom so alike: a small share. Immutable.
 *
 * @param share pairs at least as similar, as a fraction of the pairs compared, more than 0 and at most 1. The pair in
 *     question counts as one of them, so the share is never less than 1 / (pairs + 1)
 * @param pairs how many random pairs were compared
 */
public record Significance(double share, long pairs) {
  /** Checks the ranges. */
  public Significance {
    if (!(share > 0 && share <= 1) || pairs < 1) {
      throw new IllegalArgumentException("a share of " + share + " of " + pairs + " pairs");
    }
  }

  /**
   * The share as a number that grows with significance: its negative decimal logarithm. 0 is nothing special, 2 is one
   * pair in a hundred, 4 is about as far as the number of pairs lets one see.
   */
  public double strength() {
    return Math.max(0, -Math.log10(share));
  }
}
