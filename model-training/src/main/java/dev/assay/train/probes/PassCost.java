package dev.assay.train.probes;

import dev.assay.probe.Pass;
import java.util.List;
import java.util.Map;

/**
 * What passes cost, in units of a usual one. Not by a clock, which never says the same twice, but by what was seen
 * once: on functions of 80 to 500 instructions one run of the Attributor takes as long as a dozen others; these are
 * within a factor of three of each other.
 */
final class PassCost {
  private static final Map<String, Integer> DEAR = Map.of("attributor", 12);

  private PassCost() {}

  static int of(List<Pass> passes) {
    return passes.stream().mapToInt(pass -> DEAR.getOrDefault(pass.name(), 1)).sum();
  }
}
