package dev.assay.advice;

import dev.assay.build.Level;
import dev.assay.bundle.Bundle;
import dev.assay.feature.Observation;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Something that might be suggested. Immutable.
 *
 * @param source for example {@code -Oz}, {@code pass sroa} or {@code probe 37}
 * @param sequence pipelines to be run one after the other
 * @param instructions what it leaves in the neutral world
 */
public record Candidate(String source, List<String> sequence, int instructions) {
  /** Copies the list. */
  public Candidate {
    sequence = List.copyOf(sequence);
  }

  /** Smallest first; among equals -Oz, then a single pass, then the lower probe. */
  static List<Candidate> smallestFirst(Optional<Figure> oz, List<Outcome> passes, List<Outcome> rows, Bundle bundle) {
    return found(oz, passes, rows, bundle).stream().map(Found::candidate).toList();
  }

  /** As {@link #smallestFirst}, of those that leave the same counts only the first: another would be no news. */
  static List<Candidate> smallestOfEachResult(List<Outcome> passes, List<Outcome> rows, Bundle bundle) {
    Set<Observation> seen = new HashSet<>();
    return found(Optional.empty(), passes, rows, bundle).stream()
        .filter(one -> one.left.isEmpty() || seen.add(one.left.get())).map(Found::candidate).toList();
  }

  /** A candidate, and the counts that it leaves, where more than their sum is known. */
  private record Found(Candidate candidate, Optional<Observation> left) {}

  private static List<Found> found(Optional<Figure> oz, List<Outcome> passes, List<Outcome> rows, Bundle bundle) {
    List<Found> candidates = new ArrayList<>();
    oz.ifPresent(figure -> candidates
        .add(new Found(new Candidate("-Oz", List.of(Level.OZ.pipeline()), figure.instructions()), Optional.empty())));
    Map<Integer, Found> singles = new TreeMap<>();
    for (Pass pass : PassCatalogue.standard().passes()) {
      if (pass.isSuggestable() && pass.index() < passes.size()
          && passes.get(pass.index()) instanceof Outcome.Measured measured) {
        int count = measured.observation().instructionCount();
        singles.putIfAbsent(count, new Found(new Candidate("pass " + pass.name(), List.of(pass.pipeline()), count),
            Optional.of(measured.observation())));
      }
    }
    candidates.addAll(singles.values());
    for (int row = 0; row < rows.size(); row++) {
      ProbeSet.Probe probe = bundle.probes().probes().get(row);
      if (probe.isSuggestable() && rows.get(row) instanceof Outcome.Measured measured) {
        // Without the passes that only fill it up.
        List<String> sequence = probe.passes().stream().filter(Pass::isSuggestable).map(Pass::pipeline).toList();
        candidates.add(new Found(new Candidate("probe " + row, sequence, measured.observation().instructionCount()),
            Optional.of(measured.observation())));
      }
    }
    candidates.sort(Comparator.comparingInt(one -> one.candidate.instructions)); // stable: the order above among equals
    return candidates;
  }
}
