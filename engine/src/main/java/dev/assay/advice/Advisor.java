package dev.assay.advice;

import dev.assay.bundle.Bundle;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Encoder;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Outcome;
import dev.assay.probe.Pass;
import dev.assay.probe.PassCatalogue;
import dev.assay.probe.ProbeRunner;
import dev.assay.probe.ProbeSet;
import dev.assay.spectrum.Spectrum;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures units, and predicts where the bundle has an encoder, what the optimiser can do for them. Thread-safe.
 *
 * <p>Passes, probes and {@code default<Oz>} run target-neutral, as {@code opt} does without a target machine: their
 * figures compare with each other and between machines. Only the user's own level runs with the cost model of the
 * unit's target, since that is what the user's build has; code is generated for that target in every case.
 */
public final class Advisor {
  private static final String OZ = Level.OZ.pipeline();

  /** So many candidates that do not hold are tried before none is suggested. */
  private static final int TRIED_CANDIDATES = 4;

  private final VariantRunner variantRunner;
  private final ProbeRunner runner;
  private final Bundle bundle;
  private final PipelineMinimiser minimiser;
  private final Optional<Encoder> encoder;

  /**
   * An advisor that asks the pool's workers and uses the bundle's probes.
   *
   * @param encoder the bundle's encoder, where it has one
   */
  public Advisor(WorkerPool pool, ProbeRunner runner, Bundle bundle, Optional<Encoder> encoder) {
    this.encoder = encoder;
    this.variantRunner = new VariantRunner(pool, runner.quarantine());
    this.runner = runner;
    this.bundle = bundle;
    this.minimiser = new PipelineMinimiser(runner);
  }

  /** The bundle that is used. */
  public Bundle bundle() {
    return bundle;
  }

  /**
   * Measures a unit, and predicts; returns when everything asked for is known or has failed.
   *
   * @param listener is given what is known whenever there is more of it, on some thread, one at a time
   * @throws CancellationException when cancelled
   */
  public Advice advise(Unit unit, AdviceOptions options, Consumer<Advice> listener, Cancellation cancellation) {
    AdviceDraft draft = new AdviceDraft(unit, listener);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> parts = new ArrayList<>();
      if (options.passes()) {
        parts.add(threads.submit(() -> measureLevels(draft, options, cancellation)));
        parts.add(threads.submit(() -> measurePasses(draft, cancellation)));
      }
      if (options.probes()) {
        parts.add(threads.submit(() -> probe(draft, cancellation)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      cancellation.cancel();
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(e);
    }
    if (options.pipeline()) {
      findPipeline(draft, cancellation);
    }
    return draft.complete();
  }

  private void measureLevels(AdviceDraft draft, AdviceOptions options, Cancellation cancellation) {
    List<Request.Variant> variants = new ArrayList<>();
    variants.add(new Request.Variant("", false, Request.SizeAttributes.NONE, true, false));
    variants.add(new Request.Variant(OZ, false, Request.SizeAttributes.NONE, true, false));
    options.built().filter(level -> level != Level.O0)
        .ifPresent(level -> variants.add(new Request.Variant(level.pipeline(), true, level.size(), true, false)));
    variantRunner.run(draft.unit(), variants, cancellation, draft::note, evaluated -> {
      Figure figure = figure(evaluated);
      if (!evaluated.codeMessage().isEmpty()) {
        draft.note("no machine code: " + evaluated.codeMessage());
      }
      switch (evaluated.index()) {
        case 0 -> {
          draft.asGiven(figure);
          options.built().filter(level -> level == Level.O0).ifPresent(level -> draft.built(level, figure));
        }
        case 1 -> draft.oz(figure);
        default -> draft.built(options.built().orElseThrow(), figure);
      }
    });
  }

  private void measurePasses(AdviceDraft draft, Cancellation cancellation) {
    List<Pass> passes = PassCatalogue.standard().passes();
    List<Outcome> outcomes =
        runner.run(draft.unit(), passes.stream().map(pass -> List.of(pass.pipeline())).toList(), (row, outcome) -> {
        }, cancellation);
    draft.passes(outcomes);
  }

  private void probe(AdviceDraft draft, Cancellation cancellation) {
    long start = System.nanoTime();
    ProbeSet probes = bundle.probes();
    List<Outcome> rows = runner.run(draft.unit(), probes.sequences(), (row, outcome) -> {
    }, cancellation);
    draft.probes(new Advice.Probes(rows, (System.nanoTime() - start) / 1e6));
    encoder.ifPresent(present -> predict(draft, present, rows));
  }

  private void predict(AdviceDraft draft, Encoder present, List<Outcome> rows) {
    Spectrum spectrum = Spectrum.of(draft.unit().observation().features(), rows);
    if (spectrum.missing() == spectrum.size()) {
      draft.note("nothing is predicted, since no probe could be run");
      return;
    }
    try {
      draft.prediction(present.encode(bundle.codebooks().orElseThrow().encode(spectrum)));
    } catch (IllegalStateException e) { // costs the prediction, not what was measured
      draft.note("nothing is predicted: " + e.getMessage());
    }
  }

  /** Something that might be suggested. */
  private record Candidate(String source, List<String> sequence, int instructions) {}

  /** Takes the smallest candidate that the verifier accepts. */
  private void findPipeline(AdviceDraft draft, Cancellation cancellation) {
    for (Candidate candidate : candidates(draft).stream().limit(TRIED_CANDIDATES).toList()) {
      if (candidate.instructions >= draft.unit().instructionCount()) {
        return;
      }
      List<String> sequence = candidate.sequence.size() == 1 ? candidate.sequence
          : minimiser.minimise(draft.unit(), candidate.sequence, candidate.instructions, cancellation);
      String pipeline = String.join(",", sequence);
      List<Advice.Pipeline> held = new ArrayList<>();
      List<Request.Variant> variants =
          List.of(new Request.Variant(pipeline, false, Request.SizeAttributes.NONE, true, false));
      variantRunner.run(draft.unit(), variants, cancellation, message -> {
      }, evaluated -> {
        if (evaluated.verifierMessage().isEmpty()
            && evaluated.observation().instructionCount() <= candidate.instructions) {
          held.add(new Advice.Pipeline(pipeline, candidate.source, figure(evaluated)));
        }
      });
      if (!held.isEmpty()) {
        draft.pipeline(held.get(0));
        return;
      }
      draft
          .note("the result of " + candidate.source + " does not hold when run again or verified; it is not suggested");
    }
  }

  /** Smallest first; among equals -Oz, then a single pass, then the lower probe. */
  private List<Candidate> candidates(AdviceDraft draft) {
    List<Candidate> candidates = new ArrayList<>();
    draft.oz().ifPresent(oz -> candidates.add(new Candidate("-Oz", List.of(OZ), oz.instructions())));
    Map<Integer, Candidate> singles = new TreeMap<>();
    List<Outcome> passes = draft.passOutcomes();
    for (Pass pass : PassCatalogue.standard().passes()) {
      if (pass.isSuggestable() && pass.index() < passes.size()
          && passes.get(pass.index()) instanceof Outcome.Measured measured) {
        int count = measured.observation().instructionCount();
        singles.putIfAbsent(count, new Candidate("pass " + pass.name(), List.of(pass.pipeline()), count));
      }
    }
    candidates.addAll(singles.values());
    List<Outcome> rows = draft.probeRows();
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row) instanceof Outcome.Measured measured) {
        List<String> sequence = bundle.probes().probes().get(row).passes().stream().filter(Pass::isSuggestable)
            .map(Pass::pipeline).toList(); // without the passes that only fill it up
        candidates.add(new Candidate("probe " + row, sequence, measured.observation().instructionCount()));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::instructions)); // stable: the order above among equals
    return candidates;
  }

  private static Figure figure(Reply.Evaluated evaluated) {
    return new Figure(evaluated.observation().instructionCount(),
        evaluated.codeBytes() < 0 ? OptionalInt.empty() : OptionalInt.of(evaluated.codeBytes()));
  }

  /**
   * The IR of a unit before and behind a pipeline, as text.
   *
   * @return the text; empty where the pipeline fails or the verifier refuses its result
   */
  public Optional<String> textBehind(Unit unit, String pipeline, Cancellation cancellation) {
    List<String> texts = new ArrayList<>();
    List<Request.Variant> variants =
        List.of(new Request.Variant(pipeline, false, Request.SizeAttributes.NONE, false, true));
    variantRunner.run(unit, variants, cancellation, message -> {
    }, evaluated -> {
      if (evaluated.verifierMessage().isEmpty()) {
        texts.add(evaluated.text());
      }
    });
    return texts.stream().findFirst();
  }
}
