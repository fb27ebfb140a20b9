package dev.assay.tune;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a file is tuned. The same options give the same object, unless there is a time limit.
 *
 * @param objective what the smallest is judged by
 * @param effort how much of the library is tried
 * @param timePerFunction so long for each function that the user's own object has; no entry is begun after that, so
 *     that what is found depends on the machine's speed; empty: as long as it takes
 * @param required what has to be known of an entry for it to be tried
 * @param without the ids of entries that are not tried
 * @param mostSteps so many compilations more are tried in a local search that begins at the smallest object
 * @param keptFast where it is there, functions whose symbols match one of these globs, and those with the attribute
 *     {@code hot}, keep the code that the user's own command makes
 */
public record TuneOptions(Objective objective, Effort effort, Optional<Duration> timePerFunction, Tested required,
    Set<String> without, int mostSteps, Optional<List<String>> keptFast) {
  /** The whole library's vetted entries, for bytes of code. */
  public static final TuneOptions STANDARD =
      new TuneOptions(Objective.TEXT, Effort.FULL, Optional.empty(), Tested.VETTED, Set.of(), 0, Optional.empty());

  /** Checks the numbers. */
  public TuneOptions {
    without = Set.copyOf(without);
    keptFast = keptFast.map(List::copyOf);
    if (mostSteps < 0) {
      throw new IllegalArgumentException("steps are not negative");
    }
  }

  /** The same, judged by something else. */
  public TuneOptions by(Objective other) {
    return new TuneOptions(other, effort, timePerFunction, required, without, mostSteps, keptFast);
  }

  /** The same with another effort. */
  public TuneOptions with(Effort other) {
    return new TuneOptions(objective, other, timePerFunction, required, without, mostSteps, keptFast);
  }

  /** The same with another requirement. */
  public TuneOptions requiring(Tested other) {
    return new TuneOptions(objective, effort, timePerFunction, other, without, mostSteps, keptFast);
  }

  /** The same with a time limit, for each function. */
  public TuneOptions within(Duration limit) {
    return new TuneOptions(objective, effort, Optional.of(limit), required, without, mostSteps, keptFast);
  }

  /** The same without some entries. */
  public TuneOptions without(Set<String> ids) {
    return new TuneOptions(objective, effort, timePerFunction, required, ids, mostSteps, keptFast);
  }

  /** The same with a local search of so many compilations. */
  public TuneOptions searching(int steps) {
    return new TuneOptions(objective, effort, timePerFunction, required, without, steps, keptFast);
  }

  /** The same with functions that keep their code, by globs, and those with the attribute {@code hot}. */
  public TuneOptions keepingSpeed(List<String> globs) {
    return new TuneOptions(objective, effort, timePerFunction, required, without, mostSteps, Optional.of(globs));
  }
}
