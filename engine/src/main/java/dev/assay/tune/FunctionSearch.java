package dev.assay.tune;

import dev.assay.build.Made;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.wire.Reply;
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
 * Chooses passes for every function of an object for itself. What a way's passes leave of the file is the beginning:
 * each pipeline is run on all of its functions, code is made of them, and each function is given the pipeline that left
 * it smallest. Since these are function passes, no function learns anything of another that is treated otherwise.
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
    List<Future<Map<String, Long>>> work = new ArrayList<>();
    for (FunctionPipeline pipeline : pipelines) {
      work.add(threads.submit(() -> isOver.getAsBoolean() ? Map.of() : sizes.after(pipeline.passes(), cancellation)));
    }
    Map<String, Long> smallest = new HashMap<>(sizes.before());
    SortedMap<String, FunctionPipeline> chosen = new TreeMap<>();
    for (int i = 0; i < work.size(); i++) {
      FunctionPipeline pipeline = pipelines.get(i);
      Waiting.result(work.get(i)).forEach((name, bytes) -> {
        // None may be left without code: that is no size.
        if (bytes > 0 && !kept.contains(name) && bytes < smallest.getOrDefault(name, 0L)) {
          smallest.put(name, bytes);
          chosen.put(name, pipeline);
        }
      });
    }
    return chosen.isEmpty() ? Optional.empty() : smallest(way, sizes.ir(), chosen);
  }

  /**
   * The object with all that was chosen, or with fewer of the pipelines if that makes it smaller: sizes were those
   * without outlining, and what gets smaller need not have as much in common with other code.
   */
  private Optional<TunedObject> smallest(Way way, byte[] ir, SortedMap<String, FunctionPipeline> chosen) {
    SortedMap<String, FunctionPipeline> current = chosen;
    Optional<TunedObject> best = object(new Way.ByFunction(way, chosen), ir);
    for (FunctionPipeline pipeline : pipelines) {
      SortedMap<String, FunctionPipeline> fewer = new TreeMap<>(current);
      fewer.values().removeIf(pipeline::equals);
      if (best.isEmpty() || fewer.isEmpty() || fewer.size() == current.size() || isOver.getAsBoolean()) {
        continue;
      }
      Optional<TunedObject> without = object(new Way.ByFunction(way, fewer), ir);
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
