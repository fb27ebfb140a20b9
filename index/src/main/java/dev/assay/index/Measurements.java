package dev.assay.index;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was measured of a function, in IR instructions; what was not measured is empty. Immutable.
 *
 * @param afterPass what each of the 124 candidate passes leaves, by index; or no element when none was measured
 * @param afterOz what {@code default<Oz>} leaves
 * @param bestPipeline the best pipeline that was found
 */
public record Measurements(List<OptionalInt> afterPass, OptionalInt afterOz, Optional<BestPipeline> bestPipeline) {
  /** How many candidate passes there are. */
  public static final int PASSES = 124;

  /** Nothing was measured. */
  public static final Measurements NONE = new Measurements(List.of(), OptionalInt.empty(), Optional.empty());

  /** Copies the list and checks that it has 0 or 124 elements and that no count is negative. */
  public Measurements {
    afterPass = List.copyOf(afterPass);
    if (!afterPass.isEmpty() && afterPass.size() != PASSES) {
      throw new IllegalArgumentException("there are " + PASSES + " passes, not " + afterPass.size());
    }
    if (afterPass.stream().anyMatch(count -> count.orElse(0) < 0) || afterOz.orElse(0) < 0) {
      throw new IllegalArgumentException("a count of instructions is negative");
    }
  }

  /**
   * What a pass leaves, when that was measured.
   *
   * @param pass the pass's index, 0 to 123
   */
  public OptionalInt afterPass(int pass) {
    return afterPass.isEmpty() ? OptionalInt.empty() : afterPass.get(pass);
  }

  /** A list of 124 elements of which none was measured, to be filled in. */
  public static List<OptionalInt> noPasses() {
    return Collections.nCopies(PASSES, OptionalInt.empty());
  }
}
