package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/**
 * Chooses passes and attributes for every function of an object for itself. What a way's passes leave of the file is
 * the beginning: each pipeline is run on all of its functions, code is made of them, and each function is given the
 * pipeline that left it smallest. Since these are function passes, no function learns anything of another that is
 * treated otherwise. Then each function is given, one after another, what attributes make it smaller still.
 *
 * <p>Sizes are those without outlining, which no function has for itself; whether the whole got smaller, the object
 * with outlining says. The same IR gives the same object.
 */
final class FunctionSearch {
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
   * The object in which functions that get smaller have passes of their own, whether it is smaller or not; empty where
   * none gets smaller.
   *
   * @param threads what runs several pipelines at a time
   */
  Optional<TunedObject> from(Way way, ExecutorService threads) {
    Made<FunctionSizes> made = FunctionSizes.of(compiler, way, cancellation);
    if (made.value().isEmpty()) {
      return Optional.empty();
    }
    FunctionSizes sizes = made.value().get();
    Choice choice = new Choice(way, sizes.before());
    List<FunctionPipeline> withPasses = pipelines.stream().filter(FunctionPipeline::hasPasses).toList();
    List<Future<Map<String, Long>>> work = new ArrayList<>();
    for (FunctionPipeline pipeline : withPasses) {
      work.add(threads.submit(() -> after(sizes, List.of(pipeline.onAll()))));
    }
    for (int i = 0; i < work.size(); i++) {
      choice.passes(withPasses.get(i), Waiting.result(work.get(i)));
    }
    for (FunctionPipeline pipeline : pipelines) {
      if (!pipeline.hasPasses()) {
        List<Request.RunOnFunctions.Part> parts = new ArrayList<>(choice.made().parts());
        parts.add(pipeline.onAll());
        choice.attributes(pipeline, after(sizes, parts));
      }
    }
    return choice.chosen.isEmpty() ? Optional.empty() : smallest(choice.made(), sizes.ir());
  }

  private Map<String, Long> after(FunctionSizes sizes, List<Request.RunOnFunctions.Part> parts) {
    return isOver.getAsBoolean() ? Map.of() : sizes.after(parts, cancellation);
  }

  /** What every function has so far. */
  private final class Choice {
    private final Way way;
    private final Map<String, Long> smallest;
    private final SortedMap<String, List<FunctionPipeline>> chosen = new TreeMap<>();

    Choice(Way way, Map<String, Long> before) {
      this.way = way;
      this.smallest = new HashMap<>(before);
    }

    Way.ByFunction made() {
      return new Way.ByFunction(way, chosen);
    }

    /** A function that is smaller with these passes has no others. */
    void passes(FunctionPipeline pipeline, Map<String, Long> sizes) {
      smaller(sizes).forEach(name -> chosen.put(name, List.of(pipeline)));
    }

    /** A function that is smaller with these attributes has them beside what it has. */
    void attributes(FunctionPipeline pipeline, Map<String, Long> sizes) {
      smaller(sizes).forEach(name -> {
        List<FunctionPipeline> more = new ArrayList<>(chosen.getOrDefault(name, List.of()));
        more.add(pipeline);
        chosen.put(name, more);
      });
    }

    private List<String> smaller(Map<String, Long> sizes) {
      List<String> names = new ArrayList<>();
      sizes.forEach((name, bytes) -> {
        // None may be left without code: that is no size.
        if (bytes > 0 && !kept.contains(name) && bytes < smallest.getOrDefault(name, 0L)) {
          smallest.put(name, bytes);
          names.add(name);
        }
      });
      return names;
    }
  }

  /**
   * The object with all that was chosen, or with fewer of the pipelines if that makes it smaller: sizes were those
   * without outlining, and what gets smaller need not have as much in common with other code.
   */
  private Optional<TunedObject> smallest(Way.ByFunction chosen, byte[] ir) {
    Way.ByFunction current = chosen;
    Optional<TunedObject> best = object(chosen, ir);
    for (FunctionPipeline pipeline : pipelines) {
      Way.ByFunction fewer = current.without(pipeline);
      if (best.isEmpty() || fewer.pipelines().isEmpty() || fewer.equals(current) || isOver.getAsBoolean()) {
        continue;
      }
      Optional<TunedObject> without = object(fewer, ir);
      if (without.isPresent() && reading.objective().of(without.get()) < reading.objective().of(best.get())) {
        best = without;
        current = fewer;
      }
    }
    return best;
  }

  private Optional<TunedObject> object(Way.ByFunction by, byte[] ir) {
    Made<Reply.Treated> treated = compiler.treated(ir, by.parts(), cancellation);
    return treated.value().flatMap(
        left -> reading.object(by, compiler.code(by, left.bitcode(), List.of(), cancellation), cancellation).value());
  }
}
