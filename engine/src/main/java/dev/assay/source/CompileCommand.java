package dev.assay.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a project compiles a file; untrusted.
 *
 * @param directory where the compiler is run
 * @param arguments the command line as the project has it: compiler first, then flags and the file
 * @param namesCompiler whether the project says which compiler that is; else the first argument stands in for it
 */
public record CompileCommand(Path directory, List<String> arguments, boolean namesCompiler) {
  private static final String STAND_IN = "clang";

  /** Copies the list. */
  public CompileCommand {
    arguments = List.copyOf(arguments);
  }

  /** A command as the project has it, compiler first. */
  public CompileCommand(Path directory, List<String> arguments) {
    this(directory, arguments, true);
  }

  /** Flags and a file, of a project that does not say which compiler it uses. */
  public static CompileCommand ofFlags(Path directory, List<String> flags) {
    List<String> arguments = new ArrayList<>(List.of(STAND_IN));
    arguments.addAll(flags);
    return new CompileCommand(directory, arguments, false);
  }

  /** The same command with other arguments. */
  public CompileCommand withArguments(List<String> others) {
    return new CompileCommand(directory, others, namesCompiler);
  }
}
