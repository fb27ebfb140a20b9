package dev.assay.advice;

import dev.assay.build.Level;
import dev.assay.bundle.Bundle;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.content.Content;
import dev.assay.encoder.Encoder;
import dev.assay.encoder.EncoderInput;
import dev.assay.encoder.Prediction;
import dev.assay.feature.FeatureVector;
import dev.assay.ir.ContentSource;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeRunner;
import dev.assay.spectrum.Spectrum;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Measures units, and predicts where the bundle has an encoder, what the optimiser can do for them. Thread-safe.
 *
 * <p>Passes, probes and {@code default<Oz>} run target-neutral, as {@code opt} does without a target machine: their
 * figures compare with each other and between machines. Figures of the user's own build are {@link BuildAdvisor}'s.
 *
 * <p>For a user who waits ({@link Cancellation#isUrgent}), -Oz comes first, then a prediction by the core probes, then
 * the rest; otherwise probes are run together, which is less work in all.
 */
public final class Advisor {
  private static final String OZ = Level.OZ.pipeline();

  /** So many candidates that do not hold are tried before none is suggested. */
  private static final int TRIED_CANDIDATES = 4;

  private static final int CONTENT_ATTEMPTS = 2;

  private static final Outcome NOT_YET = new Outcome.Missing(Outcome.Reason.OUT_OF_TIME, "not run yet");

  /** The probes that are run first for a user who waits; a first prediction is made of them. */
  private final List<List<String>> core;
  private final List<List<String>> rest;
  private final VariantRunner variantRunner;
  private final ProbeRunner runner;
  private final Bundle bundle;
  private final PipelineMinimiser minimiser;
  private final Optional<Supplier<Encoder>> encoder;
  private final ContentSource contents;

  /**
   * An advisor that asks the pool's workers and uses the bundle's probes.
   *
   * @param encoder the bundle's encoder, where it has one; asked for when there is something to predict from
   */
  public Advisor(WorkerPool pool, ProbeRunner runner, Bundle bundle, Optional<Supplier<Encoder>> encoder) {
    this.encoder = encoder;
    this.variantRunner = new VariantRunner(pool, runner.quarantine());
    this.runner = runner;
    this.bundle = bundle;
    List<List<String>> sequences = bundle.probes().sequences();
    int first = bundle.probes().core();
    this.core = sequences.subList(0, first);
    this.rest = sequences.subList(first, sequences.size());
    this.minimiser = new PipelineMinimiser(pool, runner.quarantine());
    this.contents = new ContentSource(pool);
  }

  /** The bundle that is used. */
  public Bundle bundle() {
    return bundle;
  }

  /**
   * Measures a unit, and predicts; returns when everything asked for is known or has failed.
   *
   * @throws CancellationException when cancelled
   */
  public Advice advise(Unit unit, AdviceOptions options, Cancellation cancellation) {
    return advise(unit, options, step -> {
    }, cancellation);
  }

  /**
   * Measures a unit, and predicts; returns when everything asked for is known or has failed.
   *
   * @param listener is given what is known whenever there is more of it, on some thread, one at a time
   * @throws CancellationException when cancelled
   */
  public Advice advise(Unit unit, AdviceOptions options, Consumer<Advice> listener, Cancellation cancellation) {
    AdviceDraft draft = new AdviceDraft(unit, listener);
    Cancellation all = cancellation.part();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> parts = new ArrayList<>();
      if (options.passes()) {
        Future<?> level = threads.submit(() -> measureOz(draft, all));
        if (cancellation.isUrgent()) {
          Waiting.results(List.of(level), all); // a first figure within milliseconds
        }
        parts.add(level);
        parts.add(threads.submit(() -> measurePasses(draft, all)));
      }
      if (options.probes() != AdviceOptions.Probes.NONE) {
        parts.add(threads.submit(() -> probe(draft, options.probes(), this::encode, all)));
      }
      if (options.givenCode()) {
        parts.add(threads.submit(() -> generateCode(draft, all)));
      }
      Waiting.results(parts, all);
    }
    if (options.pipeline()) {
      findPipeline(draft, cancellation);
    }
    return draft.complete();
  }

  private void generateCode(AdviceDraft draft, Cancellation cancellation) {
    switch (variantRunner.run(draft.unit(), Request.Variant.neutral("").withCode(), cancellation)) {
      case VariantResult.Ran ran -> {
        draft.asGiven(figure(ran));
        if (ran.code() instanceof CodeSize.None none) {
          draft.note("no machine code of it as given: " + none.reason());
        }
      }
      case VariantResult.Failed failed -> draft.note("no machine code of it as given: " + failed.reason());
    }
  }

  private void measureOz(AdviceDraft draft, Cancellation cancellation) {
    switch (variantRunner.run(draft.unit(), Request.Variant.neutral(OZ), cancellation)) {
      case VariantResult.Ran ran -> draft.oz(figure(ran));
      case VariantResult.Failed failed -> draft.note(OZ + ": " + failed.reason());
    }
  }

  private void measurePasses(AdviceDraft draft, Cancellation cancellation) {
    List<Pass> passes = PassCatalogue.standard().passes();
    List<Outcome> outcomes =
        runner.run(draft.unit(), passes.stream().map(pass -> List.of(pass.pipeline())).toList(), cancellation);
    draft.passes(outcomes);
  }

  private Prediction encode(EncoderInput input) {
    return encoder.orElseThrow().get().encode(input);
  }

  /**
   * Probes a unit for its embedding, and predicts, as {@link AdviceOptions#embedding} asks for.
   *
   * @param encode makes a prediction of what the encoder is to be given, for example together with other units
   * @throws CancellationException when cancelled
   */
  public Advice embed(Unit unit, Function<EncoderInput, Prediction> encode, Cancellation cancellation) {
    AdviceDraft draft = new AdviceDraft(unit, step -> {
    });
    probe(draft, AdviceOptions.Probes.CORE, encode, cancellation);
    return draft.complete();
  }

  private void probe(AdviceDraft draft, AdviceOptions.Probes wanted, Function<EncoderInput, Prediction> encode,
      Cancellation cancellation) {
    Optional<Content> content = encoder.isPresent() ? content(draft.unit(), cancellation) : Optional.empty();
    long start = System.nanoTime();
    List<Outcome> rows = new ArrayList<>();
    boolean isCoreEnough = wanted == AdviceOptions.Probes.CORE && isCoreEnough();
    if (isCoreEnough || encoder.isPresent() && cancellation.isUrgent() && !rest.isEmpty()) {
      rows.addAll(runner.run(draft.unit(), core, cancellation));
      predict(draft, rows, content, encode);
      if (!isCoreEnough) {
        rows.addAll(runner.run(draft.unit(), rest, cancellation));
      }
    } else {
      rows.addAll(runner.run(draft.unit(), bundle.probes().sequences(), cancellation));
    }
    draft.probes(new Advice.Probes(rows, (System.nanoTime() - start) / 1e6));
    if (!isCoreEnough && encoder.isPresent()) {
      predict(draft, rows, content, encode);
    }
  }

  /** Whether functions are found by the core alone: where the encoder takes any rows. */
  private boolean isCoreEnough() {
    return encoder.isPresent() && !rest.isEmpty() && encoder.get().get().takesAnyRows();
  }

  /**
   * Runs what an embedding is made of: the core, or all probes where the encoder wants all.
   *
   * @return what the encoder is to be given; the rows of probes that failed are missing, perhaps all, and all are where
   *     an embedding is of more than reactions and the rest cannot be read
   * @throws IllegalStateException when the bundle has no encoder
   * @throws CancellationException when cancelled
   */
  public EncoderInput probeForEmbedding(Unit unit, Cancellation cancellation) {
    Optional<Content> content = content(unit, cancellation);
    if (content.isEmpty()) {
      return coreInput(unit, List.of());
    }
    EncoderInput input = isCoreEnough() ? coreInput(unit, runner.run(unit, core, cancellation))
        : input(unit, runner.run(unit, bundle.probes().sequences(), cancellation));
    return input.with(content.get());
  }

  /** What the unit says, where the bundle's embeddings are of that, too; empty where it cannot be read. */
  private Optional<Content> content(Unit unit, Cancellation cancellation) {
    if (bundle.content().isEmpty()) {
      return Optional.of(Content.NONE);
    }
    for (int attempt = 0; attempt < CONTENT_ATTEMPTS; attempt++) {
      try {
        return Optional.of(contents.read(unit, cancellation));
      } catch (WorkerFailure e) {
        // The worker may have been killed for what others did; a new one gets the next attempt.
      } catch (IllegalStateException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Of the core's rows, whatever else is known. */
  private EncoderInput coreInput(Unit unit, List<Outcome> rows) {
    List<Outcome> padded = new ArrayList<>(rows.subList(0, Math.min(core.size(), rows.size())));
    while (padded.size() < bundle.probes().size()) {
      padded.add(NOT_YET);
    }
    return input(unit, padded);
  }

  private EncoderInput input(Unit unit, List<Outcome> rows) {
    FeatureVector features = unit.observation().features();
    return EncoderInput.of(features, Spectrum.of(features, rows),
        bundle.codebooks().orElseThrow(() -> new IllegalStateException("bundle " + bundle.id() + " has no encoder")));
  }

  /**
   * Predicts by the rows that there are. Where the core is enough to find a function by, the embedding is of that
   * alone, as an index has it, and so is the -Oz benefit, which the other rows tell no better.
   */
  private void predict(AdviceDraft draft, List<Outcome> rows, Optional<Content> content,
      Function<EncoderInput, Prediction> encode) {
    if (content.isEmpty()) {
      draft.note("nothing is predicted, since its constants and types could not be read");
      return;
    }
    EncoderInput first = coreInput(draft.unit(), rows).with(content.get());
    boolean isWhole = rows.size() > core.size();
    EncoderInput all = isWhole ? input(draft.unit(), rows).with(content.get()) : first;
    if (all.spectrum().missing() == all.rows()) {
      draft.note("nothing is predicted, since no probe could be run");
      return;
    }
    try {
      Prediction made = encode.apply(all);
      if (isWhole && isCoreEnough() && first.spectrum().missing() < first.rows()) {
        made = made.withCore(encode.apply(first));
      }
      draft.prediction(made);
    } catch (IllegalStateException e) { // costs the prediction, not what was measured
      draft.note("nothing is predicted: " + e.getMessage());
    }
  }

  /** Takes the smallest candidate that the verifier accepts. */
  private void findPipeline(AdviceDraft draft, Cancellation cancellation) {
    for (Candidate candidate : candidates(draft).stream().limit(TRIED_CANDIDATES).toList()) {
      if (candidate.instructions() >= draft.unit().instructionCount()) {
        return;
      }
      List<String> sequence = candidate.sequence().size() == 1 ? candidate.sequence()
          : minimiser.minimise(draft.unit(), candidate.sequence(), PipelineMinimiser.Aim.INSTRUCTIONS, cancellation);
      String pipeline = String.join(",", sequence);
      VariantResult result = variantRunner.run(draft.unit(), Request.Variant.neutral(pipeline), cancellation);
      if (result instanceof VariantResult.Ran ran && ran.isValid() && ran.instructions() <= candidate.instructions()) {
        draft.pipeline(new Advice.Pipeline(pipeline, candidate.source(), figure(ran)));
        return;
      }
      draft.note(doesNotHold(candidate, result));
    }
  }

  private static String doesNotHold(Candidate candidate, VariantResult result) {
    String why = switch (result) {
      case VariantResult.Failed failed -> "it could not be run again: " + failed.reason();
      case VariantResult.Ran ran when !ran.isValid() -> "LLVM's verifier refuses it: " + ran.verifierMessage();
      case VariantResult.Ran ran -> "run again, it leaves " + ran.instructions() + " instructions";
    };
    return "the result of " + candidate.source() + " is not suggested: " + why;
  }

  private List<Candidate> candidates(AdviceDraft draft) {
    return Candidate.smallestFirst(draft.oz(), draft.passOutcomes(), draft.probeRows(), bundle);
  }

  private static Figure figure(VariantResult.Ran ran) {
    return new Figure(ran.instructions(), ran.code() instanceof CodeSize.Bytes code
        ? OptionalInt.of(Math.toIntExact(code.bytes())) : OptionalInt.empty());
  }

  /**
   * The IR of a unit after a pipeline, as text.
   *
   * @return the text; empty where the pipeline fails or the verifier refuses its result
   */
  public Optional<String> textAfter(Unit unit, String pipeline, Cancellation cancellation) {
    return variantRunner.run(unit, Request.Variant.neutral(pipeline).withText(),
        cancellation) instanceof VariantResult.Ran ran && ran.isValid() ? Optional.of(ran.text()) : Optional.empty();
  }
}
