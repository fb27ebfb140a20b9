package dev.assay.train.probes;

import dev.assay.probe.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Chooses the core of a probe set: a few cheap sequences after which the same function looks the same however it was
 * compiled before, and single passes among which the best one mostly is. What identifies is measured by finding: for
 * each function at -O0 the nearest of all at -O2, by the cosine of the logarithms of the features before and after the
 * sequences.
 */
final class CoreSelection {
  private static final double CHARGE = 0.0002;

  private final List<List<Pass>> pool;
  private final PoolMeasurements measured;
  private final int[] bestSingle;
  private final PairRecall nothingRun;
  private final Limits limits;

  /**
   * How large the core may be.
   *
   * @param probes how many sequences
   * @param finders how many of them are chosen by what they find
   * @param passes what they may cost, in usual passes
   */
  record Limits(int probes, int finders, int passes) {}

  /**
   * A selection.
   *
   * @param bestSingle instructions that the best of the 124 passes leaves, for each unit
   * @param pairs so many of the units are functions at -O0, the first ones; as many after them are the same at -O2
   */
  CoreSelection(List<List<Pass>> pool, PoolMeasurements measured, int[] bestSingle, int pairs, Limits limits) {
    this.pool = pool;
    this.measured = measured;
    this.bestSingle = bestSingle.clone();
    this.nothingRun = new PairRecall(measured, pairs);
    this.limits = limits;
  }

  /**
   * The chosen: first those that find, the one that finds most first, then single passes, the one that is most often
   * the best first. What finds is chosen without the single passes, which show best what differs before.
   */
  List<Integer> choose() {
    List<Integer> chosen = new ArrayList<>();
    Spent spent = new Spent();
    PairRecall[] finding = {nothingRun};
    while (chosen.size() < limits.finders) {
      double[] recall = {finding[0].recall()};
      int best = best(chosen, spent, s -> finding[0].with(s).recall(), recall[0]);
      if (best < 0) {
        break;
      }
      chosen.add(best);
      spent.add(best);
      finding[0] = finding[0].with(best);
    }
    while (chosen.size() < limits.probes) {
      int best = best(chosen, spent, s -> isOneOfThe124(s) ? readable(with(chosen, s)) : -1, readable(chosen));
      if (best < 0) {
        break;
      }
      chosen.add(best);
      spent.add(best);
    }
    return chosen;
  }

  /** What has been spent. */
  private final class Spent {
    private final PassCost cost = new PassCost();
    private int passes;

    int by(int sequence) {
      return cost.added(pool.get(sequence));
    }

    void add(int sequence) {
      passes += by(sequence);
      cost.share(pool.get(sequence));
    }
  }

  /** What is worth most and more than a value, and can be afforded; -1 where nothing is. */
  private int best(List<Integer> chosen, Spent spent, IntToDoubleFunction worth, double least) {
    int best = -1;
    double most = least;
    for (int s = 0; s < pool.size(); s++) {
      int added = spent.by(s);
      if (!chosen.contains(s) && spent.passes + added <= limits.passes) {
        double value = worth.applyAsDouble(s) - CHARGE * added; // what is left can be spent on others
        if (value > most) {
          most = value;
          best = s;
        }
      }
    }
    return best;
  }

  private static List<Integer> with(List<Integer> chosen, int sequence) {
    List<Integer> more = new ArrayList<>(chosen);
    more.add(sequence);
    return more;
  }

  private boolean isOneOfThe124(int sequence) {
    return pool.get(sequence).size() == 1 && pool.get(sequence).getFirst().index() != Pass.OF_PROBES_ONLY;
  }

  /** For which share of the units the best single pass is among the chosen. */
  double readable(List<Integer> chosen) {
    int read = 0;
    for (int i = 0; i < measured.units(); i++) {
      for (int s : chosen) {
        if (isOneOfThe124(s) && measured.count(i, s) == bestSingle[i]) {
          read++;
          break;
        }
      }
    }
    return read / (double) Math.max(1, measured.units());
  }

  /** Which share of the functions at -O0 is found first among those at -O2, by some sequences. */
  double recall(List<Integer> chosen) {
    return nothingRun.with(chosen).recall();
  }
}
