package dev.assay.workspace.indexing;

import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.build.Level;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import dev.assay.index.BestPipeline;
import dev.assay.index.Embedding;
import dev.assay.index.FunctionBody;
import dev.assay.index.Measurements;
import dev.assay.ir.Unit;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Makes what an index keeps of a function: its embedding, and what was measured. Thread-safe. */
public final class FunctionMeasurer {
  /** The 124 single passes, and after them -Oz: one run, since they share much. */
  private static final List<List<String>> SEQUENCES = sequences();

  private final IndexingEngine tools;
  private final String bundleId;

  /** A measurer that uses the tools' workers. */
  public FunctionMeasurer(IndexingEngine tools) {
    this.tools = tools;
    this.bundleId = tools.advisor().bundle().id();
  }

  /** What came of a function. */
  public sealed interface Result {
    /** It can be put into an index. */
    record Measured(FunctionBody body) implements Result {}

    /**
     * It cannot.
     *
     * @param reason a sentence without its end
     * @param isFinal whether it would be so another time, too
     */
    record LeftOut(String reason, boolean isFinal) implements Result {}
  }

  private static List<List<String>> sequences() {
    List<List<String>> sequences = new ArrayList<>();
    PassCatalogue.standard().passes().forEach(pass -> sequences.add(List.of(pass.pipeline())));
    sequences.add(List.of(Level.OZ.pipeline()));
    return List.copyOf(sequences);
  }

  /**
   * Measures a function.
   *
   * @param depth how much is made of it
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Result measure(Unit unit, IndexDepth depth, Cancellation cancellation) {
    if (depth == IndexDepth.PIPELINES) {
      return ofAdvice(tools.advisor().advise(unit, AdviceOptions.everything(), cancellation), bundleId);
    }
    Advice advice = tools.advisor().advise(unit, AdviceOptions.embedding(), cancellation);
    if (advice.prediction().isEmpty()) {
      return leftOut(advice);
    }
    if (depth == IndexDepth.EMBEDDING) {
      return made(unit, advice.prediction().get(), Measurements.NONE, bundleId);
    }
    List<Outcome> outcomes = tools.runner().run(unit, SEQUENCES, cancellation);
    return made(unit, advice.prediction().get(), new Measurements(afterPasses(outcomes.subList(0, PassCatalogue.COUNT)),
        count(outcomes.get(PassCatalogue.COUNT)), Optional.empty()), bundleId);
  }

  /** A queue in front of the encoder, which works when the budget lets it. */
  EncodingQueue encodingQueue(CpuBudget budget) {
    return new EncodingQueue(tools.encoder(), budget);
  }

  /** Runs the probes that a function's embedding is made of; {@link #embedded} goes on with it. */
  EncoderInput probe(Unit unit, Cancellation cancellation) {
    return tools.advisor().probeForEmbedding(unit, cancellation);
  }

  /**
   * What is kept of a function of which nothing is measured.
   *
   * @param probed what {@link #probe} gave
   * @param encode makes a prediction of it
   */
  Result embedded(Unit unit, EncoderInput probed, Function<EncoderInput, Prediction> encode) {
    if (probed.spectrum().missing() == probed.rows()) {
      return new Result.LeftOut("no probe could be run", false);
    }
    try {
      return made(unit, encode.apply(probed), Measurements.NONE, bundleId);
    } catch (IllegalStateException e) {
      return new Result.LeftOut(e.getMessage(), false);
    }
  }

  /**
   * Takes over what was measured for another purpose.
   *
   * @param advice complete advice, with a prediction
   * @param bundleId the bundle that it was made with
   */
  public static Result ofAdvice(Advice advice, String bundleId) {
    if (advice.prediction().isEmpty()) {
      return leftOut(advice);
    }
    List<OptionalInt> passes = List.of();
    if (!advice.passOutcomes().isEmpty()) {
      passes = afterPasses(advice.passOutcomes());
    } else if (advice.bestPass().isPresent()) { // all that is kept of them
      passes = new ArrayList<>(Measurements.noPasses());
      passes.set(advice.bestPass().get().pass().index(), OptionalInt.of(advice.bestPass().get().instructions()));
    }
    OptionalInt oz = advice.oz().map(figure -> OptionalInt.of(figure.instructions())).orElse(OptionalInt.empty());
    Optional<BestPipeline> pipeline =
        advice.pipeline().map(found -> new BestPipeline(found.passes(), found.figure().instructions()));
    return made(advice.unit(), advice.prediction().get(), new Measurements(passes, oz, pipeline), bundleId);
  }

  private static Result made(Unit unit, Prediction prediction, Measurements measurements, String bundleId) {
    Embedding embedding;
    try {
      embedding = Embedding.of(prediction.embedding());
    } catch (IllegalArgumentException e) {
      return new Result.LeftOut("its embedding has no direction", true);
    }
    List<Integer> features = Arrays.stream(unit.observation().features().toArray()).boxed().toList();
    return new Result.Measured(
        new FunctionBody(unit.hash(), bundleId, unit.instructionCount(), embedding, measurements, features));
  }

  /** Workers may have been killed from outside. */
  private static Result leftOut(Advice advice) {
    return new Result.LeftOut(advice.notes().isEmpty() ? "it has no embedding" : String.join("; ", advice.notes()),
        false);
  }

  private static List<OptionalInt> afterPasses(List<Outcome> outcomes) {
    return outcomes.stream().map(FunctionMeasurer::count).toList();
  }

  private static OptionalInt count(Outcome outcome) {
    return outcome instanceof Outcome.Measured measured ? OptionalInt.of(measured.observation().instructionCount())
        : OptionalInt.empty();
  }

  /** Of the passes that were measured, the one that leaves fewest instructions; ties go to the lowest index. */
  public static Optional<Advice.BestPass> bestPass(Measurements measurements) {
    Optional<Advice.BestPass> best = Optional.empty();
    for (Pass pass : PassCatalogue.standard().passes()) {
      OptionalInt after = measurements.afterPass(pass.index());
      if (after.isPresent() && (best.isEmpty() || after.getAsInt() < best.get().instructions())) {
        best = Optional.of(new Advice.BestPass(pass, after.getAsInt()));
      }
    }
    return best;
  }
}
