package dev.assay.workspace.wording;

import dev.assay.advice.Advice;
import dev.assay.probe.Outcome;
import java.util.List;
import java.util.stream.Stream;

/** How it is said that nothing better was found: what failed was not tried, and may have been better. */
public final class Tried {
  private Tried() {}

  /** Says that none of the probes and passes makes a unit smaller, and how many of them that is known of. */
  public static String noneSmaller(Advice advice) {
    return noneSmaller(Stream.concat(advice.probes().rows().stream(), advice.passOutcomes().stream()).toList());
  }

  /**
   * Says that none of some sequences makes a unit smaller, and how many of them that is known of.
   *
   * @param outcomes the sequences' outcomes, none of which is smaller than the unit as given; empty where they are not
   *     known any more
   */
  public static String noneSmaller(List<Outcome> outcomes) {
    long failed = outcomes.stream().filter(Outcome.Missing.class::isInstance).count();
    if (failed == 0) {
      return "none makes it smaller";
    }
    long run = outcomes.size() - failed;
    return run == 0 ? "not known: all " + failed + " that were to be tried failed"
        : "none of the " + run + " that could be tried makes it smaller; " + failed + " failed";
  }
}
