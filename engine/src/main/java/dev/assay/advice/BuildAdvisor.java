package dev.assay.advice;

import dev.assay.build.FileBuild;
import dev.assay.build.InFile;
import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.bundle.Bundle;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerPool;
import dev.assay.probe.Quarantine;
import dev.assay.wire.Request;
import dev.assay.wire.TargetMachine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Measures functions in the user's own build: as clang makes them at its levels, and with other passes between the
 * same front end and the same code generator. Thread-safe.
 */
public final class BuildAdvisor {
  /** So many of the neutral world's smallest different results are tried in the build, each alone and before -Oz. */
  private static final int TRIED_CANDIDATES = 12;

  /** So many sequences are run by one request, which shares what they leave alike; progress shows after each. */
  private static final int TOGETHER = 6;

  /** Not virtual ones: a build's parts are made under locks and by programs, which would hold on to their carriers. */
  private static final ThreadFactory THREADS = Thread.ofPlatform().daemon().name("build part ", 0).factory();

  private final VariantRunner variantRunner;
  private final PipelineMinimiser minimiser;
  private final VariantMemory memory = new VariantMemory();
  private final int threads;
  private final Bundle bundle;

  /** An advisor that asks the pool's workers. */
  public BuildAdvisor(WorkerPool pool, Quarantine quarantine, Bundle bundle) {
    this.variantRunner = new VariantRunner(pool, quarantine);
    this.minimiser = new PipelineMinimiser(pool, quarantine);
    this.threads = pool.size();
    this.bundle = bundle;
  }

  /**
   * Measures what clang makes of a function at its levels, alone and in its file.
   *
   * @param symbol its name in IR, or {@link FileBuild#WHOLE_FILE}
   * @param listener is given what is known whenever there is more of it
   * @throws CancellationException when cancelled
   */
  public BuildFigures levels(FileBuild build, String symbol, BuildOptions options, Consumer<BuildFigures> listener,
      Cancellation cancellation) {
    Run run = new Run(build, symbol, options, listener, cancellation);
    run.levels();
    return run.tell(true);
  }

  /**
   * Finds the smallest of what clang's levels and other pipelines make of a function alone. That takes no object file
   * of the whole, so it need not wait for {@link #levels}; what both need is made once.
   *
   * @param symbol its name in IR, or {@link FileBuild#WHOLE_FILE}
   * @param candidates what {@link #candidates} names
   * @param listener is given what is known whenever there is more of it
   * @return figures without levels
   * @throws CancellationException when cancelled
   */
  public BuildFigures pipelines(FileBuild build, String symbol, List<Candidate> candidates, BuildOptions options,
      Consumer<BuildFigures> listener, Cancellation cancellation) {
    Run run = new Run(build, symbol, options, listener, cancellation);
    run.pipelines(candidates);
    return run.tell(true);
  }

  /** Those of the neutral world's results that are worth trying in the build: the smallest. */
  public List<Candidate> candidates(Advice neutral) {
    return Candidate.smallestOfEachResult(neutral.passOutcomes(), neutral.probes().rows(), bundle).stream()
        .filter(candidate -> !candidate.sequence().isEmpty()).limit(TRIED_CANDIDATES).toList();
  }

  /**
   * The IR of a function after other passes, run as in the build at -Oz, as text.
   *
   * @param symbol its name in IR
   * @param passes in {@code opt -passes=} spelling
   * @return the text; empty where the passes fail or the verifier refuses what they leave
   * @throws CancellationException when cancelled
   */
  public Optional<String> textAfter(FileBuild build, String symbol, String passes, Cancellation cancellation) {
    Request.Variant variant = build.machine(Level.OZ, cancellation).value()
        .map(machine -> Request.Variant.on(machine, passes)).orElseGet(() -> Request.Variant.neutral(passes));
    return build.unit(Level.OZ, symbol, cancellation).value()
        .map(unit -> variantRunner.run(unit, variant.withText(), cancellation))
        .flatMap(result -> result instanceof VariantResult.Ran ran && ran.isValid() ? Optional.of(ran.text())
            : Optional.empty());
  }

  /**
   * Something to try.
   *
   * @param passes what may be shortened
   * @param then what follows them in any case
   */
  private record Sequence(List<String> passes, List<String> then, String source) {
    String pipeline() {
      List<String> all = new ArrayList<>(passes);
      all.addAll(then);
      return String.join(",", all);
    }
  }

  /**
   * A level's figures.
   *
   * @param shown empty for IR as it is given
   */
  private record Measured(Optional<Level> shown, VariantResult alone, InFile inFile) {}

  /** One function's measuring; one thread, which has others make parts. */
  private final class Run {
    private final FileBuild build;
    private final String symbol;
    private final BuildOptions options;
    private final Consumer<BuildFigures> listener;
    private final Cancellation cancellation;
    private final List<LevelFigures> levels = new ArrayList<>();
    private Optional<BuildFigures.Best> best = Optional.empty();
    private int tried;
    private int failed;

    Run(FileBuild build, String symbol, BuildOptions options, Consumer<BuildFigures> listener,
        Cancellation cancellation) {
      this.build = build;
      this.symbol = symbol;
      this.options = options;
      this.listener = listener;
      this.cancellation = cancellation;
    }

    void levels() {
      if (build.isIr()) {
        asGiven();
      }
      // Clang compiles the file and a worker runs passes, side by side. The first level, which is the file's own, comes
      // first in both; then what the others make of the function alone, which is quick, and what they make of the file.
      try (ExecutorService executor = Executors.newFixedThreadPool(threads, THREADS)) {
        Cancellation all = cancellation.part();
        List<Level> order = wanted();
        Map<Level, Future<VariantResult>> alone = new EnumMap<>(Level.class);
        Map<Level, Future<InFile>> inFile = new EnumMap<>(Level.class);
        for (int i = 0; i < order.size(); i++) {
          Level level = order.get(i);
          alone.put(level, executor.submit(() -> alone(level, all)));
          if (i == 0) {
            inFile.put(level, executor.submit(() -> build.inFile(level, symbol, all)));
          }
        }
        for (Level level : order.subList(Math.min(1, order.size()), order.size())) {
          inFile.put(level, executor.submit(() -> build.inFile(level, symbol, all)));
        }
        for (Level level : order) {
          VariantResult result = Waiting.results(List.of(alone.get(level)), all).getFirst();
          add(new Measured(Optional.of(level), result, Waiting.results(List.of(inFile.get(level)), all).getFirst()));
        }
      }
    }

    /** The file's own level first. */
    private List<Level> wanted() {
      Set<Level> wanted = new LinkedHashSet<>();
      build.own().ifPresent(wanted::add);
      wanted.addAll(options.levels());
      return List.copyOf(wanted);
    }

    private VariantResult alone(Level level, Cancellation part) {
      return alone(level, build.passes(level, part).value().orElse(level.pipeline()), part);
    }

    /** IR may be what a build has made already: code is generated from it without any pass. */
    private void asGiven() {
      add(new Measured(Optional.empty(), aloneAsGiven(), build.asGiven(symbol, cancellation)));
    }

    private VariantResult aloneAsGiven() {
      return alone(Level.O2, "", cancellation);
    }

    private VariantResult alone(Level level, String passes, Cancellation part) {
      VariantResult result = known(level, passes, part);
      if (result instanceof VariantResult.Failed && !passes.isEmpty()) {
        // A few targets have passes whose names clang prints but cannot be asked for: then without these.
        VariantResult usual = known(level, level.pipeline(), part);
        result = usual instanceof VariantResult.Ran ? usual : result;
      }
      return result;
    }

    private void add(Measured measured) {
      Optional<Level> shown = measured.shown;
      switch (measured.alone) {
        case VariantResult.Ran ran -> {
          levels.add(new LevelFigures(shown, ran.code(), OptionalInt.of(ran.instructions()), measured.inFile));
          considerLevel(shown, ran);
        }
        case VariantResult.Failed none ->
          levels.add(new LevelFigures(shown, new CodeSize.None(none.reason()), OptionalInt.empty(), measured.inFile));
      }
      tell(false);
    }

    /** Passes as they are run for the target, and its code; without a target that LLVM has, the passes alone. */
    private VariantResult result(Level level, String passes, boolean isAgain, Cancellation part) {
      Made<Unit> unit = build.unit(level, symbol, part);
      if (unit.value().isEmpty()) {
        return new VariantResult.Failed(unit.reason());
      }
      Request.Variant variant = variant(level, passes, part);
      Unit found = unit.value().get();
      return isAgain ? variantRunner.run(found, variant, part)
          : memory.get(found, variant, () -> variantRunner.run(found, variant, part));
    }

    private Request.Variant variant(Level level, String passes, Cancellation part) {
      return machine(level, part).map(found -> Request.Variant.on(found, passes).withCode())
          .orElseGet(() -> Request.Variant.neutral(passes));
    }

    /** What passes and code are for; empty where there is no such target. */
    private Optional<TargetMachine> machine(Level level, Cancellation part) {
      return build.target(part).problem().isPresent() ? Optional.empty() : build.machine(level, part).value();
    }

    /** What passes leave; what is known of an equal function is not run again. */
    private VariantResult known(Level level, String passes, Cancellation part) {
      return result(level, passes, false, part);
    }

    /** What several sequences leave in the build at -Oz. */
    private List<VariantResult> known(List<Sequence> sequences, Cancellation part) {
      Made<Unit> unit = build.unit(Level.OZ, symbol, part);
      if (unit.value().isEmpty()) {
        return Collections.nCopies(sequences.size(), new VariantResult.Failed(unit.reason()));
      }
      Unit found = unit.value().get();
      List<Request.Variant> variants =
          sequences.stream().map(sequence -> variant(Level.OZ, sequence.pipeline(), part)).toList();
      return memory.getAll(found, variants, unknown -> variantRunner.runAll(found, unknown, part));
    }

    /** What passes leave when they are run now, whatever is known. */
    private VariantResult again(String passes) {
      return result(Level.OZ, passes, true, cancellation);
    }

    void pipelines(List<Candidate> candidates) {
      if (build.isIr()) {
        considerLevel(Optional.empty(), aloneAsGiven());
      }
      List<String> oz = build.passes(Level.OZ, cancellation).value().map(List::of).orElse(List.of());
      List<Sequence> sequences = candidates.stream()
          .flatMap(candidate -> Stream.of(new Sequence(candidate.sequence(), List.of(), candidate.source()),
              new Sequence(candidate.sequence(), oz, candidate.source() + ", then -Oz")))
          .toList();
      Optional<Sequence> smallest = Optional.empty();
      try (ExecutorService executor = Executors.newFixedThreadPool(threads, THREADS)) {
        Cancellation all = cancellation.part();
        List<Level> order = wanted();
        List<Future<VariantResult>> alone =
            order.stream().map(level -> executor.submit(() -> alone(level, all))).toList();
        List<Future<List<VariantResult>>> running = new ArrayList<>();
        for (int from = 0; from < sequences.size(); from += TOGETHER) {
          List<Sequence> part = sequences.subList(from, Math.min(from + TOGETHER, sequences.size()));
          running.add(executor.submit(() -> known(part, all)));
        }
        List<VariantResult> ofLevels = Waiting.results(alone, all);
        for (int i = 0; i < order.size(); i++) {
          considerLevel(Optional.of(order.get(i)), ofLevels.get(i));
        }
        for (int i = 0; i < sequences.size(); i++) {
          VariantResult result = Waiting.results(List.of(running.get(i / TOGETHER)), all).getFirst().get(i % TOGETHER);
          tried++;
          smallest = attempt(sequences.get(i), result) ? Optional.of(sequences.get(i)) : smallest;
          tell(false);
        }
      }
      smallest.ifPresent(this::shorten);
    }

    /** Whether a sequence is the smallest so far: verified, and the same when run again. */
    private boolean attempt(Sequence sequence, VariantResult result) {
      if (!(result instanceof VariantResult.Ran ran) || !ran.isValid()) {
        failed++;
        return false;
      }
      Optional<BuildFigures.Best> found = best(ran, sequence.pipeline(), sequence.source, false).filter(this::isBest);
      if (found.isEmpty()) {
        return false;
      }
      if (found.get().leavesNothingOf(best) || !isSame(ran, again(sequence.pipeline()))) {
        failed++;
        return false;
      }
      best = found;
      return true;
    }

    /** Leaves out passes that the smallest does not need: a person is to read it. Less may be smaller. */
    private void shorten(Sequence sequence) {
      Made<Unit> unit = build.unit(Level.OZ, symbol, cancellation);
      if (unit.value().isEmpty()) {
        return;
      }
      Optional<TargetMachine> machine = machine(Level.OZ, cancellation);
      PipelineMinimiser.Aim aim =
          new PipelineMinimiser.Aim(String.join(",", sequence.then), machine, machine.isPresent(), options.objective());
      Sequence shorter = new Sequence(minimiser.minimise(unit.value().get(), sequence.passes, aim, cancellation),
          sequence.then, sequence.source);
      if (shorter.passes.size() < sequence.passes.size()
          && known(Level.OZ, shorter.pipeline(), cancellation) instanceof VariantResult.Ran ran) {
        best(ran, shorter.pipeline(), sequence.source, false)
            .filter(one -> !isSmaller(best.orElseThrow(), one) && !one.leavesNothingOf(best))
            .filter(one -> isSame(ran, again(shorter.pipeline()))).ifPresent(found -> best = Optional.of(found));
      }
    }

    private boolean isSame(VariantResult.Ran ran, VariantResult again) {
      return again instanceof VariantResult.Ran other && other.code().equals(ran.code())
          && other.instructions() == ran.instructions();
    }

    private void considerLevel(Optional<Level> shown, VariantResult alone) {
      if (alone instanceof VariantResult.Ran ran) {
        best(ran, "", shown.map(Level::flag).orElse("as given"), true).filter(this::isBest)
            .ifPresent(found -> best = Optional.of(found));
      }
    }

    private Optional<BuildFigures.Best> best(VariantResult.Ran ran, String passes, String source, boolean isLevel) {
      OptionalLong bytes =
          ran.code() instanceof CodeSize.Bytes code ? OptionalLong.of(code.bytes()) : OptionalLong.empty();
      boolean lacksCode =
          bytes.isEmpty() && build.target(cancellation).problem().isEmpty() && options.objective() == Objective.BYTES;
      return !ran.isValid() || lacksCode ? Optional.empty()
          : Optional.of(new BuildFigures.Best(bytes, ran.instructions(), passes, source, isLevel));
    }

    private boolean isBest(BuildFigures.Best found) {
      return best.isEmpty() || isSmaller(found, best.get());
    }

    private boolean isSmaller(BuildFigures.Best one, BuildFigures.Best other) {
      int bytes = Long.compare(one.bytes().orElse(Long.MAX_VALUE), other.bytes().orElse(Long.MAX_VALUE));
      int instructions = Integer.compare(one.instructions(), other.instructions());
      boolean bytesFirst = options.objective() == Objective.BYTES;
      int first = bytesFirst ? bytes : instructions;
      return first != 0 ? first < 0 : (bytesFirst ? instructions : bytes) < 0;
    }

    BuildFigures tell(boolean isComplete) {
      BuildFigures now =
          new BuildFigures(build.target(cancellation), build.own(), levels, best, tried, failed, isComplete);
      listener.accept(now);
      return now;
    }
  }
}
