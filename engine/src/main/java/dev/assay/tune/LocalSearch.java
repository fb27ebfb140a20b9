package dev.assay.tune;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Makes an object smaller step by step: one function not inlined, or always. First many
 * functions at a time, in {@linkplain InliningGroups groups}: what seems to save is tried together, or, where that does
 * not make the object smaller, one after another. Then every step alone. What makes the object smaller is kept, and
 * steps are tried in rounds until a round keeps none. Used once.
 *
 * <p>The same functions and the same sizes give the same steps.
 */
final class LocalSearch {
  /** Bodies of functions that are called more often are not copied to all their callers. */
  private static final int MOST_CALLS_TO_INLINE = 4;
  /** A round of groups may take this part of all compilations. */
  private static final int GROUPS_PART = 3;
  /** As many groups of a round tell most changes of the largest files apart. */
  private static final int MOST_GROUPS = 16;

  private final Maker maker;
  private final Objective objective;
  private final int mostGroups;
  private final BooleanSupplier isLate;
  private final Set<List<String>> tried = new HashSet<>();
  private int left;
  private TunedObject best;
  private Way.Changed current;

  /** Compiles the file. */
  interface Maker {
    /** The object that a way makes; empty where it makes none. */
    Optional<TunedObject> make(Way way);

    /** What functions take in that object, by their symbols, if nothing is outlined; empty where it makes none. */
    Map<String, Long> sizes(Way way);

    /** How often functions are called in the optimised code of that object; absent where they are not. */
    Map<String, Integer> calls(Way way);
  }

  /**
   * A search.
   *
   * @param start where to begin
   * @param steps so many compilations at most
   * @param isLate asked before each compilation whether there is no time for another
   */
  LocalSearch(Maker maker, Objective objective, TunedObject start, int steps, BooleanSupplier isLate) {
    this.maker = maker;
    this.objective = objective;
    this.best = start;
    this.current = new Way.Changed(start.way(), List.of());
    this.left = steps;
    this.mostGroups = Math.min(MOST_GROUPS, steps / GROUPS_PART);
    this.isLate = isLate;
  }

  /**
   * The smallest object that was found, which may be the one to begin with.
   *
   * @param functions those that the file defines
   */
  TunedObject smallest(List<ModuleFunction> functions) {
    Set<FunctionChange> changes = changes(functions);
    Set<FunctionChange> known = new HashSet<>();
    while (inGroups(functions, changes, known)) {
      // another round
    }
    boolean isSmaller = true;
    while (isSmaller) {
      isSmaller = false;
      for (FunctionChange change : changes) {
        isSmaller |= current.with(change).filter(this::isKept).isPresent();
      }
    }
    return best;
  }

  /**
   * One round with groups of changes.
   *
   * @param known changes whose effect was measured, and has not been made another since; this round's are added
   * @return whether another round may bring something
   */
  private boolean inGroups(List<ModuleFunction> functions, Set<FunctionChange> changes, Set<FunctionChange> known) {
    Set<String> changed = current.functions().stream().map(FunctionChange::function).collect(Collectors.toSet());
    List<FunctionChange> open =
        changes.stream().filter(change -> !known.contains(change) && !changed.contains(change.function())).toList();
    if (open.size() < 2 || mostGroups < 2 || left < 4) { // one compilation without groups, two with, and one of the sum
      return false;
    }
    Optional<Map<String, Long>> sizes = sizes(current);
    if (sizes.isEmpty()) {
      return false;
    }
    InliningGroups inlining = new InliningGroups(functions, sizes.get(), maker.calls(current));
    List<InliningGroups.Group> groups =
        inlining.of(open.stream().filter(inlining::changesCode).toList(), Math.min(mostGroups, left - 1));
    Map<FunctionChange, Long> savings = new HashMap<>();
    Map<FunctionChange, Set<String>> regions = new HashMap<>();
    for (InliningGroups.Group group : groups) {
      Optional<Map<String, Long>> after = sizes(with(group.changes().keySet()));
      group.changes().forEach((change, region) -> {
        known.add(change);
        regions.put(change, region);
        long difference = after.map(all -> inlining.difference(region, all)).orElse(0L);
        if (difference < 0) {
          savings.put(change, -difference);
        }
      });
    }
    List<FunctionChange> kept = keep(savings);
    Set<String> other = new HashSet<>();
    kept.forEach(change -> other.addAll(regions.get(change)));
    known.removeIf(change -> other.contains(change.function()));
    return !groups.isEmpty();
  }

  /** Changes that make the object smaller, out of those that seem to. */
  private List<FunctionChange> keep(Map<FunctionChange, Long> savings) {
    List<FunctionChange> promising = savings.entrySet().stream().sorted(
        Map.Entry.<FunctionChange, Long>comparingByValue().reversed().thenComparing(entry -> entry.getKey().option()))
        .map(Map.Entry::getKey).toList();
    if (promising.isEmpty() || isKept(with(promising))) {
      return promising;
    }
    return promising.stream().filter(change -> current.with(change).filter(this::isKept).isPresent()).toList();
  }

  /** The current way with changes; of two of one function the first. */
  private Way.Changed with(Iterable<FunctionChange> changes) {
    Way.Changed way = current;
    Set<String> names = new HashSet<>();
    for (FunctionChange change : changes) {
      if (names.add(change.function())) {
        way = way.with(change).orElse(way);
      }
    }
    return way;
  }

  private Optional<Map<String, Long>> sizes(Way way) {
    return isOver() ? Optional.empty() : Optional.of(maker.sizes(way)).filter(sizes -> !sizes.isEmpty());
  }

  /** Makes a way's object if it was not made before, and goes on from it where it is smaller. */
  private boolean isKept(Way.Changed way) {
    if (!tried.add(key(way)) || isOver()) {
      return false;
    }
    Optional<TunedObject> made = maker.make(way).filter(object -> objective.of(object) < objective.of(best));
    made.ifPresent(object -> {
      best = object;
      current = way;
    });
    return made.isPresent();
  }

  /** Whether there is to be no other compilation; if there is, one less is left. */
  private boolean isOver() {
    if (left <= 0 || isLate.getAsBoolean()) {
      return true;
    }
    left--;
    return false;
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
