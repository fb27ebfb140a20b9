package dev.assay.source;

import java.nio.file.Path;
import java.util.List;

/**
 * How a project compiles a file; untrusted.
 *
 * @param directory where the compiler is run
 * @param arguments the command line as the project has it: compiler first, then flags and the file
 */
public record CompileCommand(Path directory, List<String> arguments) {
  /** Copies the list. */
  public CompileCommand {
    arguments = List.copyOf(arguments);
  }
}
