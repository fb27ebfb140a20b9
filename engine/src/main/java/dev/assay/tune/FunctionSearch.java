package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Tasks;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Chooses passes and attributes for every function of an object for itself. What a way's passes leave of the file is
 * a beginning: each pipeline is run on all of its functions, and code is made of them. One pipeline after another,
 * that which saves most first, functions that it leaves smaller are given it, in place of what they had. As these are
 * function passes, no function learns anything of another that is treated otherwise. Then functions get, one after
 * another, the attributes that make them smaller still. The same IR gives the same object.
 */
final class FunctionSearch {
  /** Outlining may leave nothing of what passes promise of one object, and yet all of what they promise of another. */
  private static final double LEAST_SHARE = 0.5;

  private final WayCompiler compiler;
  private final ObjectReading reading;
  private final List<FunctionPipeline> pipelines;
  private final Set<String> kept;
  private final BooleanSupplier isOver;
  private final Cancellation cancellation;

  /**
   * A search.
   *
   * @param pipelines what to choose from
   * @param kept functions that stay as they are
   * @param isOver asked before each pipeline whether there is to be another
   */
  FunctionSearch(WayCompiler compiler, ObjectReading reading, List<FunctionPipeline> pipelines, Set<String> kept,
      BooleanSupplier isOver, Cancellation cancellation) {
    this.compiler = compiler;
    this.reading = reading;
    this.pipelines = List.copyOf(pipelines);
    this.kept = Set.copyOf(kept);
    this.isOver = isOver;
    this.cancellation = cancellation;
  }

  /**
   * Objects in which functions have passes or attributes of their own, each smaller than all before it and than what
   * is to be made smaller.
   *
   * @param starts what may be made smaller, the smallest first: what made it smaller than the others can be in the
   *     way of what passes do. Another is searched where it would get smaller if as much came true of what passes
   *     promise there as did of the one before, or half of it.
   * @param tasks runs several pipelines at a time where processors are free
   */
  List<TunedObject> from(List<TunedObject> starts, Tasks tasks) {
    List<Supplier<Optional<Beginning>>> work = starts.stream().map(start -> beginning(start, tasks)).toList();
    List<TunedObject> made = new ArrayList<>();
    long smallest = size(starts.getFirst());
    double share = 1;
    for (Beginning beginning : work.stream().map(Supplier::get).flatMap(Optional::stream).toList()) {
      long before = size(beginning.chosen.object);
      long promised = beginning.promised();
      if (before - share * promised <= smallest) {
        TunedObject object = chosen(beginning);
        share = promised == 0 ? 1 : Math.clamp((before - size(object)) / (double) promised, LEAST_SHARE, 1);
        if (size(object) < smallest) {
          smallest = size(object);
          made.add(object);
        }
      }
    }
    return made;
  }

  private long size(TunedObject object) {
    return reading.objective().of(object);
  }

  /** An object to begin with, and what each pipeline with passes makes of its functions. */
  private record Beginning(Chosen chosen, FunctionSizes sizes, Map<FunctionPipeline, Map<String, Long>> withPasses) {
    /**
     * How much smaller the object is if each function has the passes that are best for it, in bytes, and nothing that
     * was outlined before is lost by that.
     */
    long promised() {
      Map<String, Long> saved = new HashMap<>();
      withPasses.values().forEach(after -> chosen.smaller(after)
          .forEach((name, size) -> saved.merge(name, chosen.smallest.get(name) - size, Math::max)));
      return saved.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private Supplier<Optional<Beginning>> beginning(TunedObject start, Tasks tasks) {
    Made<FunctionSizes> made = FunctionSizes.of(compiler, start.way(), cancellation);
    if (made.value().isEmpty()) {
      return Optional::empty;
    }
    FunctionSizes sizes = made.value().get();
    Map<FunctionPipeline, Future<Map<String, Long>>> work = new LinkedHashMap<>();
    pipelines.stream().filter(FunctionPipeline::hasPasses)
        .forEach(pipeline -> work.put(pipeline, tasks.submit(() -> after(sizes, List.of(pipeline.onAll())))));
    return () -> {
      Map<FunctionPipeline, Map<String, Long>> withPasses = new LinkedHashMap<>();
      work.forEach((pipeline, future) -> withPasses.put(pipeline, tasks.result(future)));
      return Optional.of(new Beginning(new Chosen(start, sizes), sizes, withPasses));
    };
  }

  private TunedObject chosen(Beginning beginning) {
    Chosen chosen = beginning.chosen;
    beginning.withPasses.entrySet().stream() // of equal ones the library's first stays first
        .sorted(Comparator.comparingLong(result -> -chosen.saved(result.getValue())))
        .forEach(result -> chosen.tryPasses(result.getKey(), result.getValue()));
    for (FunctionPipeline pipeline : pipelines) {
      if (!pipeline.hasPasses()) {
        List<Request.RunOnFunctions.Part> parts = new ArrayList<>(chosen.way().parts());
        parts.add(pipeline.onAll());
        chosen.tryAttributes(pipeline, after(beginning.sizes, parts));
      }
    }
    return chosen.object;
  }

  private Map<String, Long> after(FunctionSizes sizes, List<Request.RunOnFunctions.Part> parts) {
    return isOver.getAsBoolean() ? Map.of() : sizes.after(parts, cancellation);
  }

  /**
   * What every function has so far. Sizes are those without outlining, and what gets smaller need not have as much in
   * common with other code: so a pipeline is chosen only if the object with outlining gets smaller, too.
   */
  private final class Chosen {
    private final TunedObject start;
    private final byte[] ir;
    private TunedObject object;
    private Map<String, Long> smallest;
    private SortedMap<String, List<FunctionPipeline>> pipelines = new TreeMap<>();

    Chosen(TunedObject start, FunctionSizes sizes) {
      this.start = start;
      this.ir = sizes.ir();
      this.object = start;
      this.smallest = Map.copyOf(sizes.before());
    }

    Way.ByFunction way() {
      return new Way.ByFunction(start.way(), pipelines);
    }

    /** So many bytes less than what is chosen, over the functions that get smaller. */
    long saved(Map<String, Long> sizes) {
      return smaller(sizes).entrySet().stream().mapToLong(size -> smallest.get(size.getKey()) - size.getValue()).sum();
    }

    /** A function that is smaller with these passes has no others. */
    void tryPasses(FunctionPipeline pipeline, Map<String, Long> sizes) {
      attempt(smaller(sizes), before -> List.of(pipeline));
    }

    /** A function that is smaller with these attributes has them beside what it has. */
    void tryAttributes(FunctionPipeline pipeline, Map<String, Long> sizes) {
      attempt(smaller(sizes), before -> Stream.concat(before.stream(), Stream.of(pipeline)).toList());
    }

    private Map<String, Long> smaller(Map<String, Long> sizes) {
      Map<String, Long> smaller = new TreeMap<>(sizes);
      // None may be left without code: that is no size.
      smaller.entrySet().removeIf(size -> size.getValue() <= 0 || kept.contains(size.getKey())
          || size.getValue() >= smallest.getOrDefault(size.getKey(), 0L));
      return smaller;
    }

    private void attempt(Map<String, Long> smaller, UnaryOperator<List<FunctionPipeline>> change) {
      if (smaller.isEmpty() || isOver.getAsBoolean()) {
        return;
      }
      SortedMap<String, List<FunctionPipeline>> more = new TreeMap<>(pipelines);
      smaller.keySet().forEach(name -> more.put(name, change.apply(pipelines.getOrDefault(name, List.of()))));
      object(new Way.ByFunction(start.way(), more), ir).filter(made -> size(made) < size(object)).ifPresent(made -> {
        object = made;
        pipelines = more;
        Map<String, Long> sizes = new HashMap<>(smallest);
        sizes.putAll(smaller);
        smallest = sizes;
      });
    }
  }

  private Optional<TunedObject> object(Way.ByFunction by, byte[] ir) {
    Made<Reply.Treated> treated = compiler.treated(ir, by.parts(), cancellation);
    return treated.value().flatMap(
        left -> reading.object(by, compiler.code(by, left.bitcode(), List.of(), cancellation), cancellation).value());
  }
}
