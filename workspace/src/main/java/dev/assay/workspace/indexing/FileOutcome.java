package dev.assay.workspace.indexing;

import dev.assay.source.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a file. Immutable.
 *
 * @param file the file
 * @param kind what was done
 * @param functions how many of its functions are in the index now; 0 where it is unchanged
 * @param measured how many of them had to be measured, since nobody knew their IR
 * @param problems why the file, or a part of it, was refused
 * @param notes what a user may want to know, in sentences; for example why a function was left out
 */
public record FileOutcome(Path file, Kind kind, int functions, int measured, List<Problem> problems,
    List<String> notes) {
  /** What was done. */
  public enum Kind {
    /** It is as it was when it was indexed last. */
    UNCHANGED,
    /** Its functions are in the index, those that could be read. */
    INDEXED,
    /** It cannot be read; the index has none of its functions. */
    FAILED,
    /** It is gone, and its functions are gone from the index. */
    DELETED
  }

  /** Copies the lists. */
  public FileOutcome {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  static FileOutcome of(Path file, Kind kind) {
    return new FileOutcome(file, kind, 0, 0, List.of(), List.of());
  }
}
