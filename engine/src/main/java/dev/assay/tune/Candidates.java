package dev.assay.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The objects of a file that are worth keeping: each is smaller than all others that ask for no more. For one thread.
 */
final class Candidates {
  private final Objective objective;
  private final Demands demands;
  private final List<Candidate> kept = new ArrayList<>();

  private record Candidate(TunedObject object, long size, Set<String> demands) {
    /** Whether nobody has a reason to take another one. */
    boolean isEnough(Candidate other) {
      return size <= other.size && other.demands.containsAll(demands);
    }
  }

  Candidates(Objective objective, Demands demands) {
    this.objective = objective;
    this.demands = demands;
  }

  /**
   * Keeps an object if it is worth it; of equal ones the first stays.
   *
   * @return whether it is kept
   */
  boolean add(TunedObject object) {
    Candidate added = candidate(object);
    if (isCovered(added)) {
      return false;
    }
    kept.removeIf(other -> added.size < other.size && added.isEnough(other));
    kept.add(added);
    return true;
  }

  /** Whether an object would be kept. */
  boolean isWorthwhile(TunedObject object) {
    return !isCovered(candidate(object));
  }

  /** What is kept, smallest first; of equal ones the earlier first. */
  List<TunedObject> smallestFirst() {
    return kept.stream().sorted(Comparator.comparingLong(Candidate::size)).map(Candidate::object).toList();
  }

  private boolean isCovered(Candidate candidate) {
    return kept.stream().anyMatch(other -> other.isEnough(candidate));
  }

  private Candidate candidate(TunedObject object) {
    return new Candidate(object, objective.of(object), demands.of(object.bytes()));
  }
}
