package dev.assay.train.probes;

import dev.assay.probe.Pass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Improves a sequence on a group of units: each round tries many small changes at once and keeps the best. A pass is
 * charged for being run, by its number and not by its time, which is never the same twice; where a change is made is
 * drawn towards the end, so that sequences keep the beginnings that they share.
 */
final class Climber {
  private static final int PATIENCE = 3;
  private static final double LEAST_GAIN = 1e-4;

  private final Scorer scorer;
  private final List<Pass> candidates;
  private final Random random;
  private final double chargePerPass;
  private final int longest;

  /**
   * A climber.
   *
   * @param chargePerPass what a pass must gain, as a share of -Oz's instructions, for being run at all
   * @param longest the most passes of a sequence
   */
  Climber(Scorer scorer, List<Pass> candidates, Random random, double chargePerPass, int longest) {
    this.scorer = scorer;
    this.candidates = candidates;
    this.random = random;
    this.chargePerPass = chargePerPass;
    this.longest = longest;
  }

  /**
   * Climbs from the best of some starts.
   *
   * @param floor what each unit has already by other sequences: only what is better than that counts
   * @param rounds how often to try
   * @param variants how many changes to try in a round
   */
  List<Pass> climb(SearchUnits units, List<List<Pass>> starts, double[] floor, int rounds, int variants) {
    double[] scores = scores(units, starts, floor);
    int first = best(scores);
    List<Pass> sequence = starts.get(first);
    double score = scores[first];
    int idle = 0;
    for (int round = 0; round < rounds && idle < PATIENCE; round++) {
      List<List<Pass>> changed = new ArrayList<>();
      Set<List<Pass>> tried = new HashSet<>();
      for (int i = 0; i < variants; i++) {
        List<Pass> variant = change(sequence, starts);
        if (variant.size() <= longest && tried.add(variant)) {
          changed.add(variant);
        }
      }
      double[] found = scores(units, changed, floor);
      int top = best(found);
      if (found[top] > score + LEAST_GAIN) {
        sequence = changed.get(top);
        score = found[top];
        idle = 0;
      } else {
        idle++;
      }
    }
    return sequence;
  }

  private double[] scores(SearchUnits units, List<List<Pass>> sequences, double[] floor) {
    double[][] gains = scorer.gains(units, sequences);
    double[] scores = new double[sequences.size()];
    for (int s = 0; s < scores.length; s++) {
      for (int i = 0; i < gains.length; i++) {
        scores[s] += Math.max(gains[i][s], floor[i]) / gains.length;
      }
      scores[s] -= chargePerPass * PassCost.of(sequences.get(s));
    }
    return scores;
  }

  private static int best(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      best = scores[i] > scores[best] ? i : best;
    }
    return best;
  }

  /** One to three small changes: insert, replace, drop, or go on as another sequence does. */
  private List<Pass> change(List<Pass> sequence, List<List<Pass>> others) {
    List<Pass> changed = new ArrayList<>(sequence);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      int what = random.nextInt(10);
      if (changed.isEmpty() || what < 5) {
        changed.add(place(changed.size() + 1), any());
      } else if (what < 7) {
        changed.set(place(changed.size()), any());
      } else if (what < 9) {
        changed.remove(place(changed.size()));
      } else {
        List<Pass> other = others.get(random.nextInt(others.size()));
        int cut = place(changed.size() + 1);
        List<Pass> head = new ArrayList<>(changed.subList(0, cut));
        if (other.size() > cut) {
          head.addAll(other.subList(cut, other.size()));
        }
        changed = head;
      }
    }
    return changed;
  }

  /** A place below {@code size}, later ones more often. */
  private int place(int size) {
    return (int) (size * Math.sqrt(random.nextDouble()));
  }

  private Pass any() {
    return candidates.get(random.nextInt(candidates.size()));
  }
}
