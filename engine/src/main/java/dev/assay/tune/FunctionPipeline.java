package dev.assay.tune;

import dev.assay.wire.Request;
import java.util.List;
import java.util.Set;

/**
 * What is worth trying on single functions, after all else that a compiler does before it makes code: passes, or
 * attributes that tell the code generator how to make it. Immutable.
 *
 * @param id unique in its library, for example {@code f3}
 * @param passes a function pipeline in {@code opt -passes=} spelling, of LLVM's function and loop passes alone; empty:
 *     none
 * @param attributes each {@code name=value}, as {@link FunctionAttributeCatalogue} has them
 * @param targets the families of machines that it is meant for, as {@link Library#family} names them; none: any
 * @param vetting how often it was tried, on all functions of a program
 */
public record FunctionPipeline(String id, String passes, List<String> attributes, Set<String> targets,
    Vetting vetting) implements LibraryItem {
  /** Copies list and set; something is done. */
  public FunctionPipeline {
    attributes = List.copyOf(attributes);
    targets = Set.copyOf(targets);
    if (passes.isEmpty() && attributes.isEmpty()) {
      throw new IllegalArgumentException(id + " has neither passes nor attributes");
    }
  }

  /** Passes alone. */
  public FunctionPipeline(String id, String passes, Set<String> targets, Vetting vetting) {
    this(id, passes, List.of(), targets, vetting);
  }

  /** The same, tried otherwise. */
  public FunctionPipeline with(Vetting other) {
    return new FunctionPipeline(id, passes, attributes, targets, other);
  }

  /** Whether there are passes in it; otherwise there are attributes alone. */
  public boolean hasPasses() {
    return !passes.isEmpty();
  }

  /** What a worker is asked to do. */
  Request.RunOnFunctions.Part on(List<String> functions) {
    return new Request.RunOnFunctions.Part(passes, attributes, functions);
  }

  /** What a worker is asked to do to every function of a module. */
  public Request.RunOnFunctions.Part onAll() {
    return on(List.of());
  }
}
