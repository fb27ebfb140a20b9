package dev.assay.ir;

import dev.assay.clang.DroppedFlag;
import dev.assay.source.Outline;
import dev.assay.source.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a source file.
 *
 * @param units the units, in the order of the file
 * @param problems what is wrong with the file; when there is any, units may be missing
 * @param droppedFlags the project's compiler flags that were not honoured
 * @param optimisationFlag the level that the project compiles it at, for example {@code -O2}; empty where there is no
 *     compile command; {@code -O0} where the command names none
 * @param elsewhere functions that come from headers, left out of the units
 * @param outline where the file's functions are, those with errors included; empty for bitcode and whole programs
 */
public record ReadResult(List<Unit> units, List<Problem> problems, List<DroppedFlag> droppedFlags,
    Optional<String> optimisationFlag, int elsewhere, Outline outline) {
  /** Copies the lists. */
  public ReadResult {
    units = List.copyOf(units);
    problems = List.copyOf(problems);
    droppedFlags = List.copyOf(droppedFlags);
  }

  /** Whether nothing came of it since a worker died, perhaps killed from outside: reading it again may succeed. */
  public boolean isWorkerLost() {
    return units.isEmpty() && problems.stream().anyMatch(problem -> problem.kind() == Problem.Kind.WORKER_LOST);
  }

  /** Units and problems of a file that has neither flags nor places. */
  public static ReadResult of(List<Unit> units, List<Problem> problems) {
    return new ReadResult(units, problems, List.of(), Optional.empty(), 0, Outline.EMPTY);
  }
}
