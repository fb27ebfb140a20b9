package dev.assay.workspace.commands;

import dev.assay.source.CompileCommand;
import dev.assay.source.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file of the project that says how others are compiled, read. Immutable. */
interface DatabaseFile {
  /** Nobody writes one of this size on purpose. */
  long MOST_BYTES = 100L << 20;

  /** What is wrong with it. */
  List<Problem> problems();

  /** How a file is compiled, if this one says so. */
  Optional<CompileCommand> command(Path file);

  /** How the command of a file was chosen, where there are several, in a sentence without its end. */
  default Optional<String> note(Path file) {
    return Optional.empty();
  }

  /** Whether it lists files one by one, so that others are none of the project's that it knows. */
  default boolean hasEntries() {
    return false;
  }

  /** One that says nothing but what is wrong with it. */
  static DatabaseFile unreadable(Problem problem) {
    return new DatabaseFile() {
      @Override
      public List<Problem> problems() {
        return List.of(problem);
      }

      @Override
      public Optional<CompileCommand> command(Path file) {
        return Optional.empty();
      }
    };
  }

  /** Why a file of a size is not read, if it is not. */
  static Optional<DatabaseFile> tooLarge(Path path, long size) {
    return size <= MOST_BYTES ? Optional.empty() : Optional.of(unreadable(new Problem(path.toString(), 0, 0,
        "is not read, since it has " + (size >> 20) + " MiB and the limit is " + (MOST_BYTES >> 20) + " MiB")));
  }
}
