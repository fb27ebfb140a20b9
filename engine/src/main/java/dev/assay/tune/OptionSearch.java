package dev.assay.tune;

import dev.assay.concurrent.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Goes through the first options of a pool once. Each is added to the way that an object was made in, or left out
 * where that has it; what makes the object smaller stays. Several are tried at a time, each from the same way; after
 * one that stays, those behind it are tried anew, so that the result does not depend on how many that are.
 */
final class OptionSearch {
  /** What the options behind so many save is a twentieth of what all do, on files of libpng, file, pcre2 and xz. */
  private static final int MOST = 20;

  private final Function<Way, Optional<TunedObject>> maker;
  private final Objective objective;
  private final BooleanSupplier isLate;

  /**
   * A search.
   *
   * @param maker compiles; empty where a way makes no object, or none that may be taken
   * @param isLate asked before compilations whether there is no time for any more
   */
  OptionSearch(Function<Way, Optional<TunedObject>> maker, Objective objective, BooleanSupplier isLate) {
    this.maker = maker;
    this.objective = objective;
    this.isLate = isLate;
  }

  /**
   * The smallest object, which may be the one to begin with.
   *
   * @param start an object at -Oz
   * @param tasks tries several options at a time where processors are free
   */
  TunedObject smallest(TunedObject start, OptionPool pool, Tasks tasks) {
    TunedObject best = start;
    Way.Mixed way = new Way.Mixed(start.way(), pool, start.way().options());
    List<String> options = pool.options().subList(0, Math.min(MOST, pool.options().size()));
    int next = 0;
    while (next < options.size() && !isLate.getAsBoolean()) {
      List<Way.Mixed> ways = new ArrayList<>();
      for (String option : options.subList(next, Math.min(next + tasks.width(), options.size()))) {
        ways.add(way.toggled(option));
      }
      List<Future<Optional<TunedObject>>> work = new ArrayList<>();
      ways.forEach(one -> work.add(tasks.submit(() -> maker.apply(one))));
      boolean isSmaller = false;
      for (int i = 0; i < ways.size(); i++) {
        Optional<TunedObject> made = tasks.result(work.get(i));
        if (!isSmaller) {
          next++;
          long smallest = objective.of(best);
          isSmaller = made.filter(object -> objective.of(object) < smallest).isPresent();
          best = isSmaller ? made.get() : best;
          way = isSmaller ? ways.get(i) : way;
        }
      }
    }
    return best;
  }
}
