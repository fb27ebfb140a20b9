package dev.assay.train.predict;

import dev.assay.train.data.TrainingSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Pairs of units that are the same function in two states, and the units among which one is looked for.
 *
 * @param queries the units that are looked for
 * @param pool for each of them, at the same index, the same function in the other state; after these, others in that
 *     state
 */
@SuppressWarnings("ArrayRecordComponent")
public record Pairs(int[] queries, int[] pool) {
  /**
   * The pairs among some units.
   *
   * @param from which units may be queries
   * @param to which units may be found; the first of an identity in the set's order counts
   * @param most how many units the pool has at most
   * @param seed of which ones, where there are more
   */
  public static Pairs of(TrainingSet set, int[] places, Predicate<TrainingSet.Sample> from,
      Predicate<TrainingSet.Sample> to, int most, long seed) {
    Map<String, Integer> sources = new LinkedHashMap<>();
    Map<String, Integer> goals = new LinkedHashMap<>();
    for (int place : places) {
      TrainingSet.Sample sample = set.get(place);
      if (from.test(sample)) {
        sources.putIfAbsent(sample.origin().identity(), place);
      } else if (to.test(sample)) {
        goals.putIfAbsent(sample.origin().identity(), place);
      }
    }
    List<String> both = new ArrayList<>(sources.keySet().stream().filter(goals::containsKey).toList());
    Collections.shuffle(both, new Random(seed));
    List<String> wanted = both.subList(0, Math.min(most, both.size()));
    List<Integer> pool = new ArrayList<>(wanted.stream().map(goals::get).toList());
    List<String> others = new ArrayList<>(goals.keySet());
    others.removeAll(java.util.Set.copyOf(wanted));
    Collections.shuffle(others, new Random(seed + 1));
    others.stream().limit(Math.max(0, most - pool.size())).forEach(identity -> pool.add(goals.get(identity)));
    return new Pairs(wanted.stream().mapToInt(sources::get).toArray(),
        pool.stream().mapToInt(Integer::intValue).toArray());
  }
}
