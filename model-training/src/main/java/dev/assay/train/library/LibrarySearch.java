package dev.assay.train.library;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The search for sets of options. First the best single one: from a set that is known to be good, each candidate is
 * added, or taken away where it is part of it, and kept so if the files' sum gets smaller. Then, of all sets measured
 * on that way, those that make the sum smallest when each file takes its best: the one that helps most after those
 * before it comes next.
 */
final class LibrarySearch {
  private final Sizes sizes;

  /** Compiles the files. */
  @FunctionalInterface
  interface Sizes {
    /** Each file's size with a set of options, in bytes; {@link Long#MAX_VALUE} where the compiler makes nothing. */
    List<Long> with(Set<String> options) throws IOException;
  }

  private final Map<Set<String>, List<Long>> measured = new LinkedHashMap<>();

  LibrarySearch(Sizes sizes) {
    this.sizes = sizes;
  }

  /**
   * The best sets, in order.
   *
   * @param start where the search begins
   * @param candidates tried in this order
   * @param most how many sets
   */
  List<Set<String>> search(Set<String> start, List<String> candidates, int most) throws IOException {
    Set<String> current = new TreeSet<>(start);
    List<Long> base = measure(Set.of());
    long sum = sum(measure(current), base);
    for (String candidate : candidates) {
      Set<String> other = new TreeSet<>(current);
      if (!other.remove(candidate)) {
        String name = name(candidate);
        other.removeIf(option -> name(option).equals(name));
        other.add(candidate);
      }
      long changed = sum(measure(other), base);
      if (changed < sum) {
        current = other;
        sum = changed;
      }
    }
    return cover(base, most);
  }

  /** The option without its value. */
  private static String name(String option) {
    int equals = option.indexOf('=');
    return equals < 0 ? option : option.substring(0, equals);
  }

  private List<Long> measure(Set<String> options) throws IOException {
    Set<String> key = new TreeSet<>(options);
    List<Long> known = measured.get(key);
    if (known == null) {
      known = sizes.with(key);
      measured.put(key, known);
    }
    return known;
  }

  private List<Set<String>> cover(List<Long> base, int most) {
    List<Set<String>> chosen = new ArrayList<>();
    List<Long> best = base;
    while (chosen.size() < most) {
      Set<String> next = null;
      List<Long> nextBest = best;
      for (Map.Entry<Set<String>, List<Long>> set : measured.entrySet()) {
        List<Long> with = smaller(best, set.getValue());
        if (sum(with, base) < sum(nextBest, base)) {
          next = set.getKey();
          nextBest = with;
        }
      }
      if (next == null) {
        break;
      }
      chosen.add(new LinkedHashSet<>(next));
      best = nextBest;
    }
    return chosen;
  }

  private static List<Long> smaller(List<Long> one, List<Long> other) {
    List<Long> smaller = new ArrayList<>();
    for (int i = 0; i < one.size(); i++) {
      smaller.add(Math.min(one.get(i), other.get(i)));
    }
    return smaller;
  }

  /** A file that a set does not compile counts as without options: the tuner would do the same. */
  private static long sum(List<Long> sizes, List<Long> base) {
    long sum = 0;
    for (int i = 0; i < sizes.size(); i++) {
      sum += sizes.get(i) == Long.MAX_VALUE ? base.get(i) : sizes.get(i);
    }
    return sum;
  }
}
