package dev.assay.train.labels;

import dev.assay.probe.BestPass;
import dev.assay.probe.PassCatalogue;
import java.util.List;
import java.util.OptionalInt;

/**
 * What is to be predicted of a unit, measured.
 *
 * @param hash the unit's hash
 * @param passes IR instructions after each of the 124 passes alone; -1 where a pass could not be run
 * @param oz IR instructions after {@code default<Oz>}; -1 where that could not be run
 */
public record Labels(String hash, List<Integer> passes, int oz) {
  /** Stands for the best pass where none leaves fewer instructions than there were: one more than the last pass. */
  public static final int NONE = PassCatalogue.COUNT;

  /**
   * The pass that leaves fewest instructions, the lowest index of equals; {@link #NONE} where none leaves fewer than
   * there were.
   *
   * @param passes as in {@link Labels#passes}
   */
  public static int bestPassOrNone(List<Integer> passes, int instructions) {
    OptionalInt best = BestPass.of(passes.size(), passes::get);
    return best.isPresent() && passes.get(best.getAsInt()) < instructions ? best.getAsInt() : NONE;
  }

  /**
   * The pass that leaves fewest instructions, the lowest index of equals; 0 where none could be run.
   *
   * @param passes as in {@link Labels#passes}
   */
  public static int bestPass(List<Integer> passes) {
    return BestPass.of(passes.size(), passes::get).orElse(0);
  }
}
