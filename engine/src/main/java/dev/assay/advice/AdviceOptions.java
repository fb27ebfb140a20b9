package dev.assay.advice;

/**
 * What advice is wanted.
 *
 * @param passes whether the 124 single passes and the levels are measured
 * @param probes which probes are run; predictions are made of them where the bundle has an encoder
 * @param pipeline whether the best pipeline is looked for among all that was run
 * @param givenCode whether code is generated from the unit as the optimiser is given it
 */
public record AdviceOptions(boolean passes, Probes probes, boolean pipeline, boolean givenCode) {
  /** Which probes. */
  public enum Probes {
    /** None, and nothing is predicted. */
    NONE,
    /** The core alone, which is enough to find a function by; all where the encoder wants all. */
    CORE,
    /** All of them. */
    ALL
  }

  /** Everything but code as given. */
  public static AdviceOptions everything() {
    return new AdviceOptions(true, Probes.ALL, true, false);
  }

  /** Everything but what probes are needed for. */
  public static AdviceOptions withoutProbes() {
    return new AdviceOptions(true, Probes.NONE, false, false);
  }

  /** Only what is predicted; the probes are run for it. */
  public static AdviceOptions predictions() {
    return new AdviceOptions(false, Probes.ALL, false, false);
  }

  /** Only the embedding, and what can be predicted on the way. */
  public static AdviceOptions embedding() {
    return new AdviceOptions(false, Probes.CORE, false, false);
  }

  /** Nothing but what is known without running any pass. */
  public static AdviceOptions nothing() {
    return new AdviceOptions(false, Probes.NONE, false, false);
  }

  /** These, and code as given. */
  public AdviceOptions withGivenCode() {
    return new AdviceOptions(passes, probes, pipeline, true);
  }
}
