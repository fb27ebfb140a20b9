package dev.assay.train.probes;

import dev.assay.probe.Pass;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All sequences that a search has found, with all their beginnings, and what each gains on every unit. Beginnings are
 * kept as well since they cost nothing: whoever runs the whole sequence passes through them.
 */
final class ProbeTree {
  private final Scorer scorer;
  private final SearchUnits units;
  private final PassCost cost = new PassCost();
  private final Map<List<Pass>, double[]> gains = new LinkedHashMap<>();

  /** A tree with only the empty sequence in it. */
  ProbeTree(Scorer scorer, SearchUnits units) {
    this.scorer = scorer;
    this.units = units;
    measure(List.of(List.of()));
  }

  /** Adds a sequence and its beginnings. */
  void add(List<Pass> sequence) {
    addAll(List.of(sequence));
  }

  /** Adds sequences and their beginnings; many at once are measured sooner than one by one. */
  void addAll(Collection<List<Pass>> sequences) {
    Set<List<Pass>> unknown = new LinkedHashSet<>();
    for (List<Pass> sequence : sequences) {
      for (int length = 1; length <= sequence.size(); length++) {
        unknown.add(List.copyOf(sequence.subList(0, length)));
      }
      cost.share(sequence);
    }
    unknown.removeAll(gains.keySet());
    if (!unknown.isEmpty()) {
      measure(List.copyOf(unknown));
    }
  }

  private void measure(List<List<Pass>> sequences) {
    double[][] measured = scorer.gains(units, sequences);
    for (int s = 0; s < sequences.size(); s++) {
      double[] own = new double[measured.length];
      for (int i = 0; i < own.length; i++) {
        own[i] = measured[i][s];
      }
      gains.put(sequences.get(s), own);
    }
  }

  /** What sequences cost in addition to those of the tree. */
  PassCost cost() {
    return cost;
  }

  /** All but the empty sequence, as they were added. */
  List<List<Pass>> sequences() {
    return gains.keySet().stream().filter(sequence -> !sequence.isEmpty()).toList();
  }

  /** What each of {@link #sequences} gains: [unit][sequence]. */
  double[][] gains() {
    List<List<Pass>> sequences = sequences();
    double[][] all = new double[units.size()][sequences.size()];
    for (int s = 0; s < sequences.size(); s++) {
      double[] own = gains.get(sequences.get(s));
      for (int i = 0; i < all.length; i++) {
        all[i][s] = own[i];
      }
    }
    return all;
  }

  /**
   * The sequences that help some units most in the mean, the best first.
   *
   * @param places the units
   * @param floor what each of these has already: only what is better counts
   */
  List<List<Pass>> best(List<Integer> places, double[] floor, int count) {
    return gains.keySet().stream().sorted(Comparator.comparingDouble(sequence -> -mean(sequence, places, floor)))
        .limit(count).toList();
  }

  private double mean(List<Pass> sequence, List<Integer> places, double[] floor) {
    double sum = 0;
    for (int i = 0; i < places.size(); i++) {
      sum += Math.max(gains.get(sequence)[places.get(i)], floor[i]);
    }
    return sum / places.size();
  }

  /** The best gain of each unit over all sequences, or the floor where that is higher. */
  double[] reached(double[] floor) {
    double[] reached = floor.clone();
    for (double[] own : gains.values()) {
      for (int i = 0; i < reached.length; i++) {
        reached[i] = Math.max(reached[i], own[i]);
      }
    }
    return reached;
  }
}
