package dev.assay.tune;

import dev.assay.execute.Execution;
import java.util.List;
import java.util.Optional;

/**
 * A file, tuned. Immutable.
 *
 * @param target the triple that it was compiled for
 * @param objective what the smallest was judged by
 * @param own the object as the user's command makes it
 * @param oz the object at clang's -Oz; empty where clang makes none, or the file stays as it is
 * @param best the smallest; of equal ones the user's own, then a level's, then the earliest entry's
 * @param trials all that was tried, in order
 * @param keptAsIs why nothing was tried of a workspace's file, a sentence without its end; empty where something was
 * @param execution what came of running the smallest object's functions; empty where they were not run
 * @param messages what the compiler says of the file at the user's own level
 */
public record Tuned(String target, Objective objective, TunedObject own, Optional<TunedObject> oz, TunedObject best,
    List<Trial> trials, Optional<String> keptAsIs, Optional<Execution> execution, String messages) {
  /** Copies the list. */
  public Tuned {
    trials = List.copyOf(trials);
  }

  /** The size as the user's command makes it, by the objective. */
  public long ownSize() {
    return objective.of(own);
  }

  /** The size of the smallest, by the objective. */
  public long bestSize() {
    return objective.of(best);
  }

  /** The size at -Oz, by the objective; the own one where there is none. */
  public long ozSize() {
    return objective.of(oz.orElse(own));
  }

  /** What is known of the smallest object. */
  public Tested tested() {
    return execution.filter(Execution::isComplete).isPresent() ? Tested.EXECUTED : best.way().tested();
  }

  /** The same with another object as the smallest, which was not run. */
  Tuned with(TunedObject smallest) {
    return new Tuned(target, objective, own, oz, smallest, trials, keptAsIs, Optional.empty(), messages);
  }

  /** The same with what came of running the smallest object's functions. */
  public Tuned with(Execution ran) {
    return new Tuned(target, objective, own, oz, best, trials, keptAsIs, Optional.of(ran), messages);
  }
}
