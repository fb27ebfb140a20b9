package dev.assay.advice;

import dev.assay.build.Level;
import java.util.Optional;

/**
 * What advice is wanted.
 *
 * @param built the level of the user's own build, where known; measured beside the others
 * @param passes whether the 124 single passes and the levels are measured
 * @param probes whether the probes are run, and predictions made of them where the bundle has an encoder
 * @param pipeline whether the best pipeline is looked for among all that was run
 */
public record AdviceOptions(Optional<Level> built, boolean passes, boolean probes, boolean pipeline) {
  /** Everything. */
  public static AdviceOptions everything() {
    return new AdviceOptions(Optional.empty(), true, true, true);
  }

  /** Everything but what probes are needed for. */
  public static AdviceOptions withoutProbes() {
    return new AdviceOptions(Optional.empty(), true, false, false);
  }

  /** Only what is predicted; the probes are run for it. */
  public static AdviceOptions predictions() {
    return new AdviceOptions(Optional.empty(), false, true, false);
  }

  /** Nothing but what is known without running any pass. */
  public static AdviceOptions nothing() {
    return new AdviceOptions(Optional.empty(), false, false, false);
  }

  /** These, with the level of the user's own build. */
  public AdviceOptions withBuilt(Optional<Level> level) {
    return new AdviceOptions(level, passes, probes, pipeline);
  }
}
