package dev.assay.train.probes;

import dev.assay.feature.Feature;
import dev.assay.probe.Pass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Chooses, of a pool, sequences that are strong and differ: one after another the one that adds most to how far the set
 * gets below -Oz, to how many different rows a unit has, and to the directions in which these differ, less what it
 * costs to run in addition to the others.
 */
final class SetSelection {
  /** So many units are enough to tell directions, which cost most to compute. */
  private static final int UNITS_FOR_DIRECTIONS = 60;

  private final List<List<Pass>> pool;
  private final PoolMeasurements measured;
  private final int[] oz;
  private final Weights weights;

  /**
   * What counts how much.
   *
   * @param gain a point of a hundred below -Oz
   * @param distinct a row that no other row of the unit equals
   * @param directions one more direction, by {@link ParticipationRatio}
   * @param charge a usual pass that must be run
   */
  record Weights(double gain, double distinct, double directions, double charge) {}

  /**
   * What a set is worth on the units.
   *
   * @param gain mean of (-Oz - the best row) / -Oz; never below -1 for a unit
   * @param distinct mean number of different rows
   * @param directions mean {@link ParticipationRatio}
   * @param passes what must be run, in usual passes
   */
  record Figures(double gain, double distinct, double directions, int passes) {}

  /**
   * A selection.
   *
   * @param oz instructions after -Oz, for each unit
   */
  SetSelection(List<List<Pass>> pool, PoolMeasurements measured, int[] oz, Weights weights) {
    this.pool = pool;
    this.measured = measured;
    this.oz = oz.clone();
    this.weights = weights;
  }

  /** A set while it grows. */
  private final class Growing {
    private final Set<Integer> chosen = new LinkedHashSet<>();
    private final PassCost cost = new PassCost();
    private final double[] reached = new double[measured.units()];
    private final boolean[][] seen = new boolean[measured.units()][];
    private final ParticipationRatio[] ratios;
    private final double[][] added; // directions that a state would add to a unit; not a number where not computed yet
    private final int stride;
    private int passes;

    Growing() {
      stride = Math.max(1, measured.units() / UNITS_FOR_DIRECTIONS);
      ratios = new ParticipationRatio[(measured.units() + stride - 1) / stride];
      added = new double[ratios.length][];
      for (int i = 0; i < measured.units(); i++) {
        reached[i] = -1;
        seen[i] = new boolean[measured.states(i)];
        if (i % stride == 0) {
          ratios[i / stride] = new ParticipationRatio(Feature.COUNT);
          added[i / stride] = new double[measured.states(i)];
          Arrays.fill(added[i / stride], Double.NaN);
        }
      }
    }

    void add(int sequence) {
      chosen.add(sequence);
      passes += cost.added(pool.get(sequence));
      cost.share(pool.get(sequence));
      for (int i = 0; i < measured.units(); i++) {
        reached[i] = Math.max(reached[i], gain(i, sequence));
        int state = measured.state(i, sequence);
        if (state >= 0) {
          seen[i][state] = true;
          if (i % stride == 0) {
            ratios[i / stride].add(measured.logs(i, state));
            Arrays.fill(added[i / stride], Double.NaN);
          }
        }
      }
    }

    double value(int sequence) {
      double gained = 0;
      int fresh = 0;
      double directions = 0;
      for (int i = 0; i < measured.units(); i++) {
        gained += Math.max(0, gain(i, sequence) - reached[i]);
        int state = measured.state(i, sequence);
        fresh += state >= 0 && !seen[i][state] ? 1 : 0;
        if (weights.directions > 0 && i % stride == 0 && state >= 0) {
          directions += added(i, state);
        }
      }
      int units = measured.units();
      return weights.gain * 100 * gained / units + weights.distinct * fresh / units
          + weights.directions * directions / ratios.length - weights.charge * cost.added(pool.get(sequence));
    }

    private double added(int unit, int state) {
      double[] known = added[unit / stride];
      if (Double.isNaN(known[state])) {
        ParticipationRatio ratio = ratios[unit / stride];
        known[state] = ratio.with(measured.logs(unit, state)) - ratio.value();
      }
      return known[state];
    }

    Figures figures() {
      double gain = 0;
      int distinct = 0;
      double directions = 0;
      for (int i = 0; i < measured.units(); i++) {
        gain += reached[i] / measured.units();
        for (boolean one : seen[i]) {
          distinct += one ? 1 : 0;
        }
      }
      for (ParticipationRatio ratio : ratios) {
        directions += ratio.value() / ratios.length;
      }
      return new Figures(gain, distinct / (double) measured.units(), directions, passes);
    }
  }

  /**
   * The chosen, those that are given first, then in the order of what each adds.
   *
   * @param begun what is in the set already
   * @param count how many to have in all
   */
  List<Integer> choose(List<Integer> begun, int count) {
    Growing set = new Growing();
    begun.forEach(set::add);
    while (set.chosen.size() < Math.min(count, pool.size())) {
      int best = -1;
      double most = Double.NEGATIVE_INFINITY;
      for (int s = 0; s < pool.size(); s++) {
        if (!set.chosen.contains(s)) {
          double value = set.value(s);
          if (value > most) {
            most = value;
            best = s;
          }
        }
      }
      set.add(best);
    }
    return new ArrayList<>(set.chosen);
  }

  /** What some sequences together are worth. */
  Figures figures(List<Integer> sequences) {
    Growing set = new Growing();
    sequences.forEach(set::add);
    return set.figures();
  }

  private double gain(int unit, int sequence) {
    int count = measured.count(unit, sequence);
    return count < 0 ? -1 : Math.max(-1, (oz[unit] - count) / (double) oz[unit]);
  }
}
