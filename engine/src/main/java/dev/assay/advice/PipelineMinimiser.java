package dev.assay.advice;

import dev.assay.concurrent.Cancellation;
import dev.assay.ir.Unit;
import dev.assay.probe.Outcome;
import dev.assay.probe.ProbeRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Leaves out of a sequence what does not matter for a unit, so that what is suggested can be read. */
final class PipelineMinimiser {
  /** For large units a readable pipeline is not worth a long wait. */
  private static final long ENOUGH_NANOS = 3_000_000_000L;

  private final ProbeRunner runner;

  PipelineMinimiser(ProbeRunner runner) {
    this.runner = runner;
  }

  /**
   * A part of the sequence, in the same order, that leaves no more instructions, from which no single pass can be left
   * out (but for large units, where looking for it would take long).
   *
   * @param instructions what the whole sequence leaves
   */
  List<String> minimise(Unit unit, List<String> sequence, int instructions, Cancellation cancellation) {
    long start = System.nanoTime();
    List<List<String>> prefixes =
        IntStream.rangeClosed(1, sequence.size()).mapToObj(length -> sequence.subList(0, length)).toList();
    List<String> shortest = firstThatHolds(unit, prefixes, instructions, cancellation, sequence);
    while (shortest.size() > 1 && System.nanoTime() - start < ENOUGH_NANOS) {
      List<List<String>> shorter = new ArrayList<>();
      for (int i = shortest.size() - 1; i >= 0; i--) {
        List<String> without = new ArrayList<>(shortest);
        without.remove(i);
        shorter.add(without);
      }
      List<String> found = firstThatHolds(unit, shorter, instructions, cancellation, shortest);
      if (found.size() == shortest.size()) {
        break;
      }
      shortest = found;
    }
    return shortest;
  }

  private List<String> firstThatHolds(Unit unit, List<List<String>> candidates, int instructions,
      Cancellation cancellation, List<String> otherwise) {
    List<Outcome> outcomes = runner.run(unit, candidates, cancellation);
    for (int i = 0; i < candidates.size(); i++) {
      if (outcomes.get(i) instanceof Outcome.Measured measured
          && measured.observation().instructionCount() <= instructions) {
        return candidates.get(i);
      }
    }
    return otherwise;
  }
}
