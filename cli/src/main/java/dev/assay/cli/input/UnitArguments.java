package dev.assay.cli.input;

import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments of all commands that do something with every unit of some files. */
public final class UnitArguments {
  @Parameters(arity = "1..*", paramLabel = "FILE|DIR",
      description = "C or C++ source, LLVM IR or bitcode, or a folder.")
  private List<String> files;

  @Option(names = "--json", description = "Print a JSON object for each unit, one per line.")
  private boolean json;

  @Option(names = "--program", description = "Look at each file as a whole instead of at its functions.")
  private boolean program;

  /** The files and folders, as the user named them. */
  public List<String> files() {
    return files;
  }

  /** Whether JSON is printed instead of text. */
  public boolean isJson() {
    return json;
  }

  /** Whether each file is one unit. */
  public boolean isProgram() {
    return program;
  }

  /** The inputs that the files and folders are. */
  public InputFinder.Found find() {
    return InputFinder.find(files);
  }
}
