package dev.assay.train.labels;

import java.util.List;

/**
 * What is to be predicted of a unit, measured.
 *
 * @param hash the unit's hash
 * @param passes IR instructions after each of the 124 passes alone; -1 where a pass could not be run
 * @param oz IR instructions after {@code default<Oz>}; -1 where that could not be run
 */
public record Labels(String hash, List<Integer> passes, int oz) {
  /**
   * The pass that leaves fewest instructions, the lowest index of equals; 0 where none could be run.
   *
   * @param passes as in {@link Labels#passes}
   */
  public static int bestPass(List<Integer> passes) {
    int best = 0;
    for (int i = 1; i < passes.size(); i++) {
      if (passes.get(i) >= 0 && (passes.get(best) < 0 || passes.get(i) < passes.get(best))) {
        best = i;
      }
    }
    return best;
  }
}
