package dev.assay.advice;

import dev.assay.encoder.Prediction;
import dev.assay.ir.Unit;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a unit. Everything here is measured but the prediction; what is not known (yet) is empty.
 * Immutable.
 *
 * @param unit the unit
 * @param asGiven its size as the optimiser is given it
 * @param bestPass of the 124 passes the one that leaves fewest instructions, ties to the lowest index
 * @param oz its size after {@code default<Oz>}
 * @param pipeline the best that was found and holds
 * @param probes what was probed
 * @param prediction what the encoder makes of the probes' outcomes; empty where the bundle has no encoder
 * @param passOutcomes what each of the 124 passes left, by index; empty until measured
 * @param notes what a reader of the figures has to know, in sentences
 * @param isComplete whether everything asked for has been tried
 */
public record Advice(Unit unit, Figure asGiven, Optional<BestPass> bestPass, Optional<Figure> oz,
    Optional<Pipeline> pipeline, Probes probes, Optional<Prediction> prediction, List<Outcome> passOutcomes,
    List<String> notes, boolean isComplete) {
  /** Copies the lists. */
  public Advice {
    passOutcomes = List.copyOf(passOutcomes);
    notes = List.copyOf(notes);
  }

  /**
   * The best single pass.
   *
   * @param pass the pass
   * @param instructions what it leaves
   */
  public record BestPass(Pass pass, int instructions) {}

  /**
   * A pipeline that was run, verified and found to be the smallest.
   *
   * @param passes in {@code opt -passes=} spelling
   * @param source where it comes from, for example {@code probe 37}, {@code pass sroa} or {@code -Oz}
   * @param figure the size that it leaves
   */
  public record Pipeline(String passes, String source, Figure figure) {}

  /**
   * How probing went.
   *
   * @param rows each probe's outcome, by index; empty until probed
   * @param milliseconds wall time that it took
   */
  public record Probes(List<Outcome> rows, double milliseconds) {
    /** Copies the list. */
    public Probes {
      rows = List.copyOf(rows);
    }

    /** How many probes have an outcome. */
    public int run() {
      return rows.size();
    }

    /** How many of them are missing. */
    public int failed() {
      return (int) rows.stream().filter(Outcome.Missing.class::isInstance).count();
    }

    /** Why rows are missing, one reason of each kind. */
    public List<String> failures() {
      return rows.stream().filter(Outcome.Missing.class::isInstance).map(Outcome.Missing.class::cast)
          .map(Outcome.Missing::detail).distinct().limit(3).toList();
    }
  }

  /** -Oz benefit: the share of the instructions that {@code default<Oz>} saves; negative when it adds. */
  public OptionalDouble ozBenefit() {
    return oz.isPresent() ? OptionalDouble.of(saved(oz.get().instructions())) : OptionalDouble.empty();
  }

  /** The share of the instructions that the best pipeline saves. */
  public OptionalDouble pipelineBenefit() {
    return pipeline.isPresent() ? OptionalDouble.of(saved(pipeline.get().figure().instructions()))
        : OptionalDouble.empty();
  }

  private double saved(int after) {
    int before = asGiven.instructions();
    return before == 0 ? 0 : (before - after) / (double) before;
  }
}
