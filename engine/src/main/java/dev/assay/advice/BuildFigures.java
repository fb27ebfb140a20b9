package dev.assay.advice;

import dev.assay.build.BuildTarget;
import dev.assay.build.Level;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is measured of a function in the user's own build. Immutable.
 *
 * @param target what is compiled for
 * @param own the level of the file's own command, where there is one
 * @param levels the levels asked for that have been measured; the own one first
 * @param best the smallest of everything that was tried, the levels among it; empty until known, and where nothing
 *     could be measured
 * @param tried how many pipelines were tried besides the levels
 * @param failed how many of them have no result
 * @param isComplete whether everything asked for has been tried
 */
public record BuildFigures(BuildTarget target, Optional<Level> own, List<LevelFigures> levels, Optional<Best> best,
    int tried, int failed, boolean isComplete) {
  /** Copies the list. */
  public BuildFigures {
    levels = List.copyOf(levels);
  }

  /**
   * The smallest that was found: the function alone, for the user's target.
   *
   * @param bytes its code; empty where only instructions count, since there is no code
   * @param instructions its IR instructions
   * @param passes in {@code opt -passes=} spelling; empty for a level of clang, whose flag says it
   * @param source for example {@code -Oz}, {@code probe 37} or {@code pass sroa, then -Oz}
   * @param isLevel whether it is what clang makes at a level anyway
   */
  public record Best(OptionalLong bytes, int instructions, String passes, String source, boolean isLevel) {
    /**
     * Whether it leaves no code of a function of which others leave some: passes that alone took the whole of it for
     * unreachable more likely miscompiled it.
     */
    boolean leavesNothingOf(Optional<Best> others) {
      return bytes.orElse(-1) == 0 && others.filter(other -> other.bytes.orElse(0) > 0).isPresent();
    }
  }

  /** These levels, with the smallest that others have found, which compared it with the same levels. */
  public BuildFigures withBestOf(BuildFigures others) {
    return new BuildFigures(target, own, levels, others.best.or(() -> best), others.tried, others.failed,
        isComplete && others.isComplete);
  }

  /** A level's figures, where it has been measured. */
  public Optional<LevelFigures> at(Level level) {
    return levels.stream().filter(one -> one.level().equals(Optional.of(level))).findFirst();
  }

  /** What the user has today: the own level's figures, or those of IR as it is given. */
  public Optional<LevelFigures> today() {
    return levels.stream().filter(one -> one.level().equals(own)).findFirst();
  }
}
