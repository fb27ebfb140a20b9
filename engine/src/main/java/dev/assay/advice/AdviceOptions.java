package dev.assay.advice;

/**
 * What advice is wanted.
 *
 * @param passes whether the 124 single passes and the levels are measured
 * @param probes whether the probes are run, and predictions made of them where the bundle has an encoder
 * @param pipeline whether the best pipeline is looked for among all that was run
 * @param givenCode whether code is generated from the unit as the optimiser is given it
 */
public record AdviceOptions(boolean passes, boolean probes, boolean pipeline, boolean givenCode) {
  /** Everything but code as given. */
  public static AdviceOptions everything() {
    return new AdviceOptions(true, true, true, false);
  }

  /** Everything but what probes are needed for. */
  public static AdviceOptions withoutProbes() {
    return new AdviceOptions(true, false, false, false);
  }

  /** Only what is predicted; the probes are run for it. */
  public static AdviceOptions predictions() {
    return new AdviceOptions(false, true, false, false);
  }

  /** Nothing but what is known without running any pass. */
  public static AdviceOptions nothing() {
    return new AdviceOptions(false, false, false, false);
  }

  /** These, and code as given. */
  public AdviceOptions withGivenCode() {
    return new AdviceOptions(passes, probes, pipeline, true);
  }
}
