package dev.assay.advice;

import java.util.Optional;

/**
 * What advice is wanted.
 *
 * @param built the level of the user's own build, where known; measured beside the others
 * @param passes whether the 124 single passes and the levels are measured
 * @param probes whether the probes are run, and the best pipeline looked for
 */
public record AdviceOptions(Optional<Level> built, boolean passes, boolean probes) {
  /** Everything. */
  public static AdviceOptions everything() {
    return new AdviceOptions(Optional.empty(), true, true);
  }

  /** These, with the level of the user's own build. */
  public AdviceOptions withBuilt(Optional<Level> level) {
    return new AdviceOptions(level, passes, probes);
  }
}
