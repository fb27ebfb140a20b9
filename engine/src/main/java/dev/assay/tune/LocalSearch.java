package dev.assay.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Makes an object smaller step by step: one function not inlined, or always; one option more or less. A step is kept if
 * the object gets smaller, and steps are tried in rounds until a round keeps none. Used once.
 *
 * <p>The same functions and the same sizes give the same steps.
 */
final class LocalSearch {
  /** Bodies of functions that are called more often are not copied to all their callers. */
  private static final int MOST_CALLS_TO_INLINE = 4;

  private final Maker maker;
  private final Objective objective;
  private final BooleanSupplier isOver;
  private final Set<List<String>> tried = new HashSet<>();

  /** Compiles the file. */
  @FunctionalInterface
  interface Maker {
    /** The object that a way makes; empty where it makes none. */
    Optional<TunedObject> make(Way way);
  }

  /**
   * A search.
   *
   * @param isOver asked before each compilation whether there is to be another
   */
  LocalSearch(Maker maker, Objective objective, BooleanSupplier isOver) {
    this.maker = maker;
    this.objective = objective;
    this.isOver = isOver;
  }

  /** A change of the current way; empty where there is nothing to change. */
  @FunctionalInterface
  private interface Step {
    Optional<Way.Changed> from(Way.Changed current);
  }

  /**
   * The smallest object that was found, which may be the one to begin with.
   *
   * @param start where to begin
   * @param functions those that the file defines
   * @param options which may be added; all of the start's may be dropped. None are changed where this is empty
   */
  TunedObject from(TunedObject start, List<ModuleFunction> functions, List<String> options) {
    List<Step> steps = new ArrayList<>();
    changes(functions).forEach(change -> steps.add(current -> current.with(change)));
    if (!options.isEmpty()) {
      Stream.concat(start.way().options().stream(), options.stream()).distinct()
          .forEach(option -> steps.add(current -> current.toggled(option)));
    }
    TunedObject best = start;
    Way.Changed current = new Way.Changed(start.way(), start.way().options(), List.of());
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (Step step : steps) {
        Optional<Way.Changed> next = step.from(current).filter(way -> tried.add(key(way)));
        if (next.isEmpty()) {
          continue;
        }
        if (isOver.getAsBoolean()) {
          return best;
        }
        Optional<TunedObject> made = maker.make(next.get());
        if (made.isPresent() && objective.of(made.get()) < objective.of(best)) {
          best = made.get();
          current = next.get();
          isSmaller = true;
        }
      }
    }
    return best;
  }

  private static List<String> key(Way.Changed way) {
    return way.arguments().stream().sorted().toList();
  }

  /** Those with most to gain first: calls of what is long and called often. */
  static Set<FunctionChange> changes(List<ModuleFunction> functions) {
    List<ModuleFunction> free = functions.stream().filter(function -> !function.isSettled())
        .sorted(Comparator.comparingLong((ModuleFunction function) -> -(long) function.calls() * function.lines())
            .thenComparing(ModuleFunction::name))
        .toList();
    boolean isOneMachine = functions.stream()
        .map(function -> function.value("target-cpu") + function.value("target-features")).distinct().count() <= 1;
    Set<FunctionChange> changes = new LinkedHashSet<>();
    free.stream().filter(function -> function.calls() > 0)
        .forEach(function -> changes.add(new FunctionChange(function.name(), FunctionChange.Kind.NOINLINE)));
    free.stream()
        .filter(function -> isOneMachine && function.isLocal() && function.calls() > 0
            && function.calls() <= MOST_CALLS_TO_INLINE && !function.attributes().contains("strictfp")
            && !function.attributes().contains("returns_twice"))
        .forEach(function -> changes.add(new FunctionChange(function.name(), FunctionChange.Kind.ALWAYS_INLINE)));
    return changes;
  }
}
