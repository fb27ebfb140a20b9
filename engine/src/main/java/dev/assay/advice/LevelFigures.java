package dev.assay.advice;

import dev.assay.build.InFile;
import dev.assay.build.Level;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A function at one level of the user's build, measured.
 *
 * @param level clang's level; empty for IR as it is given, without any pass
 * @param alone its code when it is compiled alone: nothing is inlined into it
 * @param instructions its IR instructions then; empty where the passes fail
 * @param inFile what became of it in its file's object
 */
public record LevelFigures(Optional<Level> level, CodeSize alone, OptionalInt instructions, InFile inFile) {
  /** The level as it is shown, for example {@code -Oz}. */
  public String name() {
    return level.map(Level::flag).orElse("as given");
  }
}
