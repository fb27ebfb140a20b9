package dev.assay.tune;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts changes of how functions are inlined into groups, of which one compilation shows what each change does: no two
 * of a group have to do with the same functions, so that the sizes of its own say it. Immutable.
 */
final class InliningGroups {
  private final Map<String, ModuleFunction> functions = new HashMap<>();
  private final Map<String, Set<String>> callers = new HashMap<>();
  private final Map<String, Long> sizes;
  private final Map<String, Integer> callsLeft;

  /** Changes that are tried together, each with the functions whose code it may change. */
  record Group(Map<FunctionChange, Set<String>> changes) {
    /** Whether a change that has to do with these functions can be told from those that are here. */
    private boolean isApartFrom(Set<String> region) {
      return changes.values().stream().noneMatch(other -> other.stream().anyMatch(region::contains));
    }
  }

  /**
   * Groups for a file as it is compiled now.
   *
   * @param functions as the optimiser is given them
   * @param sizes what those take that are left, without outlining
   * @param callsLeft how often they are called in optimised code; absent where they are not
   */
  InliningGroups(List<ModuleFunction> functions, Map<String, Long> sizes, Map<String, Integer> callsLeft) {
    functions.forEach(function -> this.functions.put(function.name(), function));
    functions.forEach(function -> function.callees()
        .forEach(callee -> callers.computeIfAbsent(callee, absent -> new HashSet<>()).add(function.name())));
    this.sizes = Map.copyOf(sizes);
    this.callsLeft = Map.copyOf(callsLeft);
  }

  /** Whether a change is one: what is not inlined anywhere, or everywhere, stays so. */
  boolean changesCode(FunctionChange change) {
    return switch (change.kind()) {
      case NOINLINE -> isInlined(change.function());
      case ALWAYS_INLINE -> sizes.containsKey(change.function()) && callsLeft.getOrDefault(change.function(), 0) > 0;
    };
  }

  private boolean isInlined(String name) {
    return !sizes.containsKey(name) || callsLeft.getOrDefault(name, 0) < functions.get(name).calls();
  }

  /**
   * The groups, as few as it takes.
   *
   * @param changes those first that matter most; what has no room is left out
   * @param most so many groups at most
   */
  List<Group> of(List<FunctionChange> changes, int most) {
    List<Group> groups = new ArrayList<>();
    for (FunctionChange change : changes) {
      Set<String> region = region(change.function());
      Group group = groups.stream().filter(one -> one.isApartFrom(region)).findFirst().orElse(null);
      if (group == null && groups.size() < most) {
        group = new Group(new LinkedHashMap<>());
        groups.add(group);
      }
      if (group != null) {
        group.changes.put(change, region);
      }
    }
    return groups;
  }

  /** By how many bytes the functions of a region are larger after a change. */
  long difference(Set<String> region, Map<String, Long> after) {
    return region.stream().mapToLong(name -> after.getOrDefault(name, 0L) - sizes.getOrDefault(name, 0L)).sum();
  }

  /**
   * The functions whose code may be other when one is inlined otherwise: it, what it may be inlined into, and local
   * functions that it calls, since these are inlined by how many calls of them there are.
   */
  private Set<String> region(String function) {
    Set<String> region = new HashSet<>(Set.of(function));
    Deque<String> up = new ArrayDeque<>(region);
    while (!up.isEmpty()) {
      for (String caller : callers.getOrDefault(up.pop(), Set.of())) {
        if (region.add(caller) && isInlined(caller)) {
          up.push(caller);
        }
      }
    }
    Deque<String> down = new ArrayDeque<>(Set.of(function));
    while (!down.isEmpty()) {
      for (String callee : functions.get(down.pop()).callees()) {
        ModuleFunction called = functions.get(callee);
        if (called != null && called.isLocal() && region.add(callee) && !sizes.containsKey(callee)) {
          down.push(callee);
        }
      }
    }
    return region;
  }
}
