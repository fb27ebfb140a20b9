package dev.assay.tune;

import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.clang.CompiledC;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.execute.Execution;
import dev.assay.execute.Executor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes one file's object in all ways, and keeps the smallest that may be wanted; used once. */
final class Variants {
  /** So many objects of a file are run, before the file stays as it is. */
  private static final int MOST_RUNS = 5;

  private final Compiling file;
  private final TuneOptions options;
  private final Candidates candidates;
  private final Executor executor;
  private final ObjectReading reading;
  private final FileTuner.Listener listener;
  private final Cancellation cancellation;
  private final long start = System.nanoTime();
  private final List<Way> ways = new ArrayList<>();
  private final Map<List<String>, FutureTask<CompiledC>> frontEnds = new HashMap<>();
  private final List<Trial> trials = new ArrayList<>();
  private volatile int functions;
  private Optional<SpeedGuard> guard = Optional.empty();

  Variants(Compiling file, TuneOptions options, List<LibraryEntry> entries, Demands demands, Executor executor,
      ObjectReading reading, FileTuner.Listener listener, Cancellation cancellation) {
    this.file = file;
    this.options = options;
    this.candidates = new Candidates(options.objective(), demands);
    this.executor = executor;
    this.reading = reading;
    this.listener = listener;
    this.cancellation = cancellation;
    for (Level level : List.of(Level.OZ, Level.OS)) {
      if (!level.flag().equals(file.ownLevel())) {
        ways.add(new Way.AtLevel(level));
      }
    }
    entries.stream().map(Way.ByEntry::new).filter(way -> isTestedEnough(way.tested(), options.required()))
        .filter(way -> !options.without().contains(way.entry().id())).limit(options.mostEntries()).forEach(ways::add);
  }

  /** What is to be executed may be made in any way. */
  private static boolean isTestedEnough(Tested tested, Tested required) {
    return required == Tested.EXECUTED || tested.compareTo(required) >= 0;
  }

  /** Tries them all. Of what is returned each is smaller than all others that ask for no more. */
  List<Tuned> smallestFirst(TunedObject own, String triple, String messages) {
    functions = own.code().symbols().size();
    guard = options.keptFast()
        .map(globs -> new SpeedGuard(file, globs, ModuleFunction.of(text(List.of(file.ownLevel()))), cancellation));
    trials.add(new Trial(own.way(), OptionalLong.of(options.objective().of(own)), ""));
    TunedObject best = own;
    candidates.add(own);
    List<TunedObject> smaller = new ArrayList<>();
    Optional<TunedObject> oz = file.ownLevel().equals(Level.OZ.flag()) ? Optional.of(own) : Optional.empty();
    Cancellation part = cancellation.part();
    ExecutorService threads = Executors.newFixedThreadPool(options.threads(), Thread.ofPlatform().daemon().factory());
    try {
      List<Future<Made<TunedObject>>> work = new ArrayList<>();
      for (Way way : ways) {
        work.add(threads.submit(() -> make(way, part)));
      }
      for (int i = 0; i < ways.size(); i++) {
        Made<TunedObject> made = unobjectionable(Waiting.result(work.get(i)), own);
        Way way = ways.get(i);
        trials.add(new Trial(way,
            made.value().map(object -> OptionalLong.of(options.objective().of(object))).orElse(OptionalLong.empty()),
            made.reason()));
        if (made.value().isPresent()) {
          oz = way.equals(new Way.AtLevel(Level.OZ)) ? made.value() : oz;
        }
        if (made.value().filter(object -> size(object) < size(own)).filter(object -> isAllowed(object.way()))
            .isPresent()) {
          TunedObject object = made.value().get();
          if (options.required() == Tested.EXECUTED) {
            smaller.add(object); // whether it may be kept is seen when it is run
          } else {
            candidates.add(object);
          }
          best = options.objective().of(object) < options.objective().of(best) ? object : best;
        }
        work.set(i, null); // objects that did not win need no memory
        listener.tried(i + 1, ways.size());
      }
    } finally {
      part.cancel();
      threads.shutdownNow();
    }
    TunedObject searched = options.mostSteps() > 0 ? searched(best, own) : best;
    if (searched != best) {
      trials.add(new Trial(searched.way(), OptionalLong.of(options.objective().of(searched)), ""));
    }
    Tuned unchanged =
        new Tuned(triple, options.objective(), own, oz, own, trials, Optional.empty(), Optional.empty(), messages);
    if (options.required() == Tested.EXECUTED) {
      if (searched != best) {
        smaller.add(searched);
      }
      smaller.sort(Comparator.comparingLong(this::size)); // of equal ones the earlier stays first
      return executed(unchanged, smaller);
    }
    candidates.add(searched);
    return candidates.smallestFirst().stream().map(unchanged::with).toList();
  }

  private static Made<TunedObject> unobjectionable(Made<TunedObject> made, TunedObject own) {
    Optional<String> objection = made.value().flatMap(object -> object.objection(own));
    return objection.isPresent() ? Made.not(objection.get()) : made;
  }

  private boolean isAllowed(Way way) {
    return guard.isEmpty() || guard.get().allows(way);
  }

  private long size(TunedObject object) {
    return options.objective().of(object);
  }

  /** Objects all of whose functions do what the user's own do; clang's levels need not be run. */
  private List<Tuned> executed(Tuned unchanged, List<TunedObject> smaller) {
    String ir = text(List.of(file.ownLevel()));
    Map<TunedObject, Execution> executions = new HashMap<>();
    int runs = 0;
    for (TunedObject object : smaller) {
      if (!candidates.isWorthwhile(object)) {
        continue;
      }
      if (object.way() instanceof Way.AtLevel) {
        candidates.add(object);
      } else if (Executor.canRun(unchanged.target()) && runs++ < MOST_RUNS) {
        compared(executor, ir, unchanged.own(), object, cancellation).value().filter(Execution::isComplete)
            .ifPresent(execution -> {
              executions.put(object, execution);
              candidates.add(object);
            });
      }
    }
    return candidates.smallestFirst().stream().map(object -> executions.containsKey(object)
        ? unchanged.with(object).with(executions.get(object)) : unchanged.with(object)).toList();
  }

  /** What running the functions of both shows. */
  static Made<Execution> compared(Executor executor, String ir, TunedObject own, TunedObject object,
      Cancellation cancellation) {
    try {
      return executor.compare(ir, own.bytes(), object.bytes(), cancellation);
    } catch (IOException e) {
      return Made.not("its functions cannot be run: " + e.getMessage());
    }
  }

  /** What the local search makes of the smallest object; it works on the IR that this one was made of. */
  private TunedObject searched(TunedObject best, TunedObject own) {
    Way.Changed start = new Way.Changed(best.way(), best.way().options(), List.of());
    Optional<byte[]> ir = frontEnd(frontEndFlags(start.arguments()), cancellation).output();
    if (ir.isEmpty()) {
      return best;
    }
    String text = text(frontEndFlags(start.arguments()));
    // Another set of options is one that nobody vetted.
    List<String> more = options.required() != Tested.VETTED
        ? ways.stream().flatMap(way -> way.options().stream()).distinct().toList() : List.of();
    AtomicInteger left = new AtomicInteger(options.mostSteps());
    LocalSearch search = new LocalSearch(
        way -> reading.object(way, file.object(ir.get(), way.arguments(), cancellation), cancellation).value()
            .filter(object -> object.objection(own).isEmpty())
            .filter(object -> size(object) >= size(best) || isAllowed(object.way())),
        options.objective(), () -> left.getAndDecrement() <= 0 || isLate());
    return search.from(best, ModuleFunction.of(text), more);
  }

  /** The IR that the optimiser is given, as text; empty where clang makes none. */
  private String text(List<String> flags) {
    List<String> printing = new ArrayList<>(flags);
    printing.add("-S");
    return file.frontEnd(printing, cancellation).output().map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElse("");
  }

  private boolean isLate() {
    return options.timePerFunction()
        .filter(limit -> System.nanoTime() - start > limit.toNanos() * Math.max(1, functions)).isPresent();
  }

  private Made<TunedObject> make(Way way, Cancellation part) throws Exception {
    if (isLate() && way instanceof Way.ByEntry) {
      return Made.not("there was no time for it");
    }
    CompiledC ir = frontEnd(frontEndFlags(way.arguments()), part);
    if (ir.output().isEmpty()) {
      return reading.object(way, ir, part);
    }
    return reading.object(way, file.object(ir.output().get(), way.arguments(), part), part);
  }

  /** Front ends are run once for all ways that need the same. */
  private CompiledC frontEnd(List<String> flags, Cancellation part) {
    FutureTask<CompiledC> task;
    synchronized (frontEnds) {
      Callable<CompiledC> work = () -> file.frontEnd(flags, part);
      task = frontEnds.computeIfAbsent(flags, absent -> new FutureTask<>(work));
    }
    task.run(); // once, whoever comes first
    return Waiting.result(task);
  }

  /** The level, and those options that LLVM does not have: the front end may note them in the IR. */
  static List<String> frontEndFlags(List<String> arguments) {
    List<String> flags = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      if (word.equals("-mllvm") || word.equals("-Xclang")) {
        i++; // what a library has after -Xclang chooses passes alone
      } else if (!word.equals("-fno-vectorize") && !word.equals("-fno-slp-vectorize")) { // they choose passes alone
        flags.add(word);
      }
    }
    return flags;
  }
}
