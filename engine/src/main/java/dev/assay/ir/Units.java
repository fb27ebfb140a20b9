package dev.assay.ir;

import dev.assay.source.Problem;
import java.util.List;

/**
 * What was found in an input.
 *
 * @param units the units, in the order of the input
 * @param problems what is wrong with it; when there is any, units may be missing
 */
public record Units(List<Unit> units, List<Problem> problems) {
  /** Copies the lists. */
  public Units {
    units = List.copyOf(units);
    problems = List.copyOf(problems);
  }
}
