package dev.assay.tune;

import java.util.Set;

/**
 * Passes that are worth trying on single functions, after all else that a compiler does before it makes code.
 * Immutable.
 *
 * @param id unique in its library, for example {@code f3}
 * @param passes a function pipeline in {@code opt -passes=} spelling, of LLVM's function and loop passes alone
 * @param targets the families of machines that it is meant for, as {@link Library#family} names them; none: any
 * @param vetting how often it was tried, on all functions of a program
 */
public record FunctionPipeline(String id, String passes, Set<String> targets, Vetting vetting) {
  /** Copies the set. */
  public FunctionPipeline {
    targets = Set.copyOf(targets);
  }

  /** Whether it is meant for a family of machines. */
  public boolean isFor(String family) {
    return targets.isEmpty() || targets.contains(family);
  }
}
