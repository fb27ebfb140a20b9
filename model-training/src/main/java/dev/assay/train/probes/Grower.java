package dev.assay.train.probes;

import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Extends known sequences on a group of units: each round tries every pass after the most promising sequences, alone
 * and followed by one that cleans up, and keeps the most promising of these (a beam search). A sequence is charged for
 * the passes that it runs in addition to the known ones, so what is found shares its beginning with them.
 */
final class Grower {
  private static final int PATIENCE = 2;
  private static final double LEAST_GAIN = 1e-5;
  private static final List<Pass> CLEANING = List.of("simplifycfg", "instcombine", "gvn", "adce").stream()
      .map(name -> PassCatalogue.standard().named(name).orElseThrow()).toList();

  private final Scorer scorer;
  private final List<Pass> candidates;
  private final PassCost cost;
  private final SearchSettings settings;
  private final int longest;

  /**
   * A grower.
   *
   * @param candidates the passes to try
   * @param cost what is there to be shared
   * @param longest the most passes of a sequence
   */
  Grower(Scorer scorer, List<Pass> candidates, PassCost cost, SearchSettings settings, int longest) {
    this.scorer = scorer;
    this.candidates = candidates;
    this.cost = cost;
    this.settings = settings;
    this.longest = longest;
  }

  private record Scored(List<Pass> sequence, double score) {}

  /**
   * The most promising sequence that is found, which may be one of the starts.
   *
   * @param starts where to begin, at least one
   * @param floor what each unit has already by other sequences: only what is better than that counts
   */
  List<Pass> grow(SearchUnits units, List<List<Pass>> starts, double[] floor) {
    List<Scored> beam = promising(units, starts, floor);
    Scored best = beam.getFirst();
    int idle = 0;
    for (int round = 0; round < settings.rounds() && idle < PATIENCE; round++) {
      Set<List<Pass>> further = new LinkedHashSet<>();
      beam.forEach(scored -> further.addAll(further(scored.sequence)));
      if (further.isEmpty()) {
        break;
      }
      beam = promising(units, List.copyOf(further), floor);
      idle++;
      if (beam.getFirst().score > best.score + LEAST_GAIN) {
        best = beam.getFirst();
        idle = 0;
      }
    }
    return best.sequence;
  }

  private List<List<Pass>> further(List<Pass> sequence) {
    List<List<Pass>> further = new ArrayList<>();
    for (Pass pass : candidates) {
      List<Pass> longer = new ArrayList<>(sequence);
      longer.add(pass);
      further.add(List.copyOf(longer));
      for (Pass cleaning : CLEANING) {
        longer.add(cleaning);
        further.add(List.copyOf(longer));
        longer.removeLast();
      }
    }
    further.removeIf(longer -> longer.size() > longest);
    return further;
  }

  /** The sequences that score highest, the best first; of equals those that come first. */
  private List<Scored> promising(SearchUnits units, List<List<Pass>> sequences, double[] floor) {
    double[][] gains = scorer.gains(units, sequences);
    List<Scored> scored = new ArrayList<>();
    for (int s = 0; s < sequences.size(); s++) {
      double score = -settings.chargePerPass() * cost.added(sequences.get(s));
      for (int i = 0; i < gains.length; i++) {
        score += Math.max(gains[i][s], floor[i]) / gains.length;
      }
      scored.add(new Scored(sequences.get(s), score));
    }
    scored.sort(Comparator.comparingDouble(one -> -one.score));
    return scored.subList(0, Math.min(settings.beam(), scored.size()));
  }
}
