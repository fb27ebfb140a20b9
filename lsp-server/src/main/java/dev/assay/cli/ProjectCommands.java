package dev.assay.cli;

import dev.assay.ir.CompileCommand;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/** How the projects around the inputs compile them. */
final class ProjectCommands {
  private ProjectCommands() {}

  /** Looks a file's compile command up. */
  static Function<Path, Optional<CompileCommand>> lookup() {
    return file -> Optional.empty();
  }
}
