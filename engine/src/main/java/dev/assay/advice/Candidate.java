package dev.assay.advice;

import dev.assay.build.Level;
import dev.assay.bundle.Bundle;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    List<Candidate> candidates = new ArrayList<>();
    oz.ifPresent(figure -> candidates.add(new Candidate("-Oz", List.of(Level.OZ.pipeline()), figure.instructions())));
    Map<Integer, Candidate> singles = new TreeMap<>();
    for (Pass pass : PassCatalogue.standard().passes()) {
      if (pass.isSuggestable() && pass.index() < passes.size()
          && passes.get(pass.index()) instanceof Outcome.Measured measured) {
        int count = measured.observation().instructionCount();
        singles.putIfAbsent(count, new Candidate("pass " + pass.name(), List.of(pass.pipeline()), count));
      }
    }
    candidates.addAll(singles.values());
    for (int row = 0; row < rows.size(); row++) {
      ProbeSet.Probe probe = bundle.probes().probes().get(row);
      if (probe.isSuggestable() && rows.get(row) instanceof Outcome.Measured measured) {
        // Without the passes that only fill it up.
        List<String> sequence = probe.passes().stream().filter(Pass::isSuggestable).map(Pass::pipeline).toList();
        candidates.add(new Candidate("probe " + row, sequence, measured.observation().instructionCount()));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::instructions)); // stable: the order above among equals
    return candidates;
  }
}
