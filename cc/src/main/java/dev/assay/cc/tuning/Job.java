package dev.assay.cc.tuning;

import dev.assay.cc.toolchain.Surroundings;
import java.nio.file.Path;
import java.util.List;

/**
 * A source to make an object of.
 *
 * @param file what the preprocessor left, in a file that is there until the object is made
 * @param language its name after {@code -x}
 * @param flags clang's, for code, the level left out
 * @param level the build's own, for example {@code -O2}
 */
public record Job(Path file, String language, List<String> flags, String level, ObjectMaker.Wishes wishes,
    Surroundings surroundings) {
  /** Copies the list. */
  public Job {
    flags = List.copyOf(flags);
  }
}
