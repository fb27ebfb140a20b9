package dev.assay.tune;

import dev.assay.build.Level;
import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Tasks;
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
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes one file's object in all ways, and keeps the smallest that may be wanted; used once. */
final class Variants {
  /** So many objects of a file are run, before the file stays as it is. */
  private static final int MOST_RUNS = 5;

  private final WayCompiler compiler;
  private final TuneOptions options;
  private final Candidates candidates;
  private final Executor executor;
  private final ObjectReading reading;
  private final Tasks tasks;
  private final FileTuner.Listener listener;
  private final Cancellation cancellation;
  private final long start = System.nanoTime();
  private final List<Way> ways = new ArrayList<>();
  private final List<OptionPool> pools;
  private final List<FunctionPipeline> pipelines;
  private final List<Trial> trials = new ArrayList<>();
  /** Objects that may be kept if their functions are run and do the same. */
  private final List<TunedObject> toExecute = new ArrayList<>();
  private TunedObject best;
  /** The smallest at the level that pools of options are for. */
  private Optional<TunedObject> atOz = Optional.empty();
  private volatile int functions;
  private Optional<SpeedGuard> guard = Optional.empty();

  Variants(WayCompiler compiler, TuneOptions options, Library library, Demands demands, Executor executor,
      ObjectReading reading, Tasks tasks, FileTuner.Listener listener, Cancellation cancellation) {
    this.compiler = compiler;
    this.tasks = tasks;
    this.options = options;
    this.candidates = new Candidates(options.objective(), demands);
    this.executor = executor;
    this.reading = reading;
    this.listener = listener;
    this.cancellation = cancellation;
    for (Level level : List.of(Level.OZ, Level.OS)) {
      if (!level.flag().equals(compiler.file().ownLevel())) {
        ways.add(new Way.AtLevel(level));
      }
    }
    Library wanted = options.effort().of(library.having(
        item -> isTestedEnough(item.vetting().tested(), options.required()) && !options.without().contains(item.id())));
    wanted.entries().stream().map(Way.ByEntry::new).forEach(ways::add);
    pools = wanted.pools();
    pipelines = wanted.pipelines();
  }

  /** What is to be executed may be made in any way. */
  private static boolean isTestedEnough(Tested tested, Tested required) {
    return required == Tested.EXECUTED || tested.compareTo(required) >= 0;
  }

  /** Tries them all. Of what is returned each is smaller than all others that ask for no more. */
  List<Tuned> smallestFirst(TunedObject own, String triple, String messages) {
    functions = own.code().symbols().size();
    guard =
        options.keptFast().map(globs -> new SpeedGuard(compiler, globs, ModuleFunction.of(ownText()), cancellation));
    trials.add(new Trial(own.way(), OptionalLong.of(size(own)), ""));
    candidates.add(own);
    best = own;
    atOz = Optional.of(own).filter(this::isBeginning);
    Cancellation part = cancellation.part();
    Optional<TunedObject> oz;
    try (tasks) {
      oz = tried(own, part);
      TunedObject beforeMixing = best;
      for (OptionPool pool : pools) {
        if (atOz.isPresent() && !isLate()) {
          atOz = Optional.of(mixed(atOz.get(), own, pool));
          next(atOz.get());
        }
      }
      if (options.mostSteps() > 0) {
        next(searched(own));
      }
      if (!pipelines.isEmpty() && !isLate()) {
        byFunction(beforeMixing, own, part).forEach(this::next);
      }
    } finally {
      part.cancel();
    }
    Tuned unchanged =
        new Tuned(triple, options.objective(), own, oz, own, trials, Optional.empty(), Optional.empty(), messages);
    if (options.required() == Tested.EXECUTED) {
      toExecute.sort(Comparator.comparingLong(this::size)); // of equal ones the earlier stays first
      return executed(unchanged, toExecute);
    }
    return candidates.smallestFirst().stream().map(unchanged::with).toList();
  }

  /** Makes the file's objects at clang's levels and with the library's entries; the one at -Oz, where there is one. */
  private Optional<TunedObject> tried(TunedObject own, Cancellation part) {
    Optional<TunedObject> oz = compiler.file().ownLevel().equals(Level.OZ.flag()) ? Optional.of(own) : Optional.empty();
    List<Future<Made<TunedObject>>> work = new ArrayList<>();
    for (Way way : ways) {
      work.add(tasks.submit(() -> make(way, part)));
    }
    for (int i = 0; i < ways.size(); i++) {
      Made<TunedObject> made = unobjectionable(tasks.result(work.get(i)), own);
      Way way = ways.get(i);
      trials.add(new Trial(way, made.value().map(object -> OptionalLong.of(size(object))).orElse(OptionalLong.empty()),
          made.reason()));
      if (way.equals(new Way.AtLevel(Level.OZ)) && made.value().isPresent()) {
        oz = made.value();
      }
      made.value().filter(object -> size(object) < size(own) || isBeginning(object))
          .filter(object -> isAllowed(object.way())).ifPresent(object -> {
            atOz = isBeginning(object) ? Optional.of(object) : atOz;
            if (size(object) < size(own)) {
              add(object);
            }
          });
      work.set(i, null); // objects that did not win need no memory
      listener.tried(i + 1, ways.size());
    }
    return oz;
  }

  private boolean isBeginning(TunedObject object) {
    return object.way().level().equals(Level.OZ.flag()) && atOz.filter(other -> size(other) <= size(object)).isEmpty();
  }

  private void add(TunedObject object) {
    if (options.required() == Tested.EXECUTED) {
      toExecute.add(object);
    } else {
      candidates.add(object);
    }
    best = size(object) < size(best) ? object : best;
  }

  /** What a search made of the smallest. */
  private void next(TunedObject object) {
    if (size(object) < size(best)) {
      trials.add(new Trial(object.way(), OptionalLong.of(size(object)), ""));
      add(object);
    }
  }

  /** The smallest so far, and what it was before its options were mixed, with passes of their own for its functions. */
  private List<TunedObject> byFunction(TunedObject beforeMixing, TunedObject own, Cancellation part) {
    Set<String> kept = guard.map(SpeedGuard::kept).orElse(Set.of());
    return new FunctionSearch(compiler, reading, pipelines, kept, this::isLate, part)
        .from(Stream.of(best, beforeMixing).distinct().toList(), tasks).stream()
        .filter(object -> object.objection(own).isEmpty()).filter(object -> isAllowed(object.way())).toList();
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
    String ir = ownText();
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

  /** An object with options of a pool added and left out; as it is where it has others, and these are not enough. */
  private TunedObject mixed(TunedObject start, TunedObject own, OptionPool pool) {
    if (!isTestedEnough(new Way.Mixed(start.way(), pool, start.way().options()).tested(), options.required())) {
      return start;
    }
    return new OptionSearch(way -> smaller(way, start, own), options.objective(), this::isLate).smallest(start, pool,
        tasks);
  }

  /** An object, unless it is smaller than where a search began and may not be taken. */
  private Optional<TunedObject> smaller(Way way, TunedObject start, TunedObject own) {
    return reading.object(way, compiler.compile(way, List.of(), cancellation), cancellation).value()
        .filter(object -> object.objection(own).isEmpty())
        .filter(object -> size(object) >= size(start) || isAllowed(object.way()));
  }

  /** What the local search makes of the smallest object; it works on the IR that this one was made of. */
  private TunedObject searched(TunedObject own) {
    TunedObject start = best;
    LocalSearch.Maker maker = new LocalSearch.Maker() {
      @Override
      public Optional<TunedObject> make(Way way) {
        return smaller(way, start, own);
      }

      @Override
      public Map<String, Long> sizes(Way way) {
        return FunctionSizes.sizes(compiler.unoutlined(way, cancellation));
      }

      @Override
      public Map<String, Integer> calls(Way way) {
        return compiler.compile(way, List.of("-S", "-emit-llvm"), cancellation).output()
            .map(ir -> ModuleFunction.of(new String(ir, StandardCharsets.UTF_8)).stream()
                .collect(Collectors.toMap(ModuleFunction::name, ModuleFunction::calls)))
            .orElse(Map.of());
      }
    };
    return new LocalSearch(maker, options.objective(), start, options.mostSteps(), this::isLate)
        .smallest(ModuleFunction.of(compiler.text(start.way().arguments(), cancellation)));
  }

  private String ownText() {
    return compiler.text(List.of(compiler.file().ownLevel()), cancellation);
  }

  private boolean isLate() {
    return options.timePerFunction()
        .filter(limit -> System.nanoTime() - start > limit.toNanos() * Math.max(1, functions)).isPresent();
  }

  private Made<TunedObject> make(Way way, Cancellation part) {
    if (isLate() && way instanceof Way.ByEntry) {
      return Made.not("there was no time for it");
    }
    return reading.object(way, compiler.compile(way, List.of(), part), part);
  }
}
