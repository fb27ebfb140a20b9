package dev.assay.advice;

import dev.assay.build.FileBuild;
import dev.assay.build.Level;
import java.util.List;

/**
 * What is wanted of a function in the user's build.
 *
 * @param levels levels to measure besides the file's own
 * @param objective what decides which result is best
 * @param findBest whether pipelines are tried, too
 */
public record BuildOptions(List<Level> levels, Objective objective, boolean findBest) {
  /** Copies the list. */
  public BuildOptions {
    levels = List.copyOf(levels);
  }

  /** The size levels, and the smallest in bytes. */
  public static BuildOptions usual() {
    return new BuildOptions(List.of(Level.OS, Level.OZ), Objective.BYTES, true);
  }

  /**
   * What is shown of a build: the size levels, the smallest in bytes, and -O2 where the project names no level to
   * compare with.
   */
  public static BuildOptions shownOf(FileBuild build) {
    return build.own().isPresent() || build.isIr() ? usual()
        : new BuildOptions(List.of(Level.O2, Level.OS, Level.OZ), Objective.BYTES, true);
  }

  /** The same, by another measure. */
  public BuildOptions by(Objective other) {
    return new BuildOptions(levels, other, findBest);
  }

  /** Levels only. */
  public BuildOptions withoutPipelines() {
    return new BuildOptions(levels, objective, false);
  }
}
