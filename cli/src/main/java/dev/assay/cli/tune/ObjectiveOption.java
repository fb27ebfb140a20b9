package dev.assay.cli.tune;

import dev.assay.tune.Objective;
import picocli.CommandLine.Option;

/** What objects are to be small by; the same for both commands of this package. */
final class ObjectiveOption {
  @Option(names = "--objective", paramLabel = "WHAT", defaultValue = "text",
      description = "What the smallest is judged by: text (bytes of code), loaded (read-only data, unwind tables and "
          + "initialised data as well) or, for tune alone, instructions (how many of the machine's there are).")
  private Objective objective;

  Objective objective() {
    return objective;
  }
}
