package dev.assay.clang;

import java.util.ArrayList;
import java.util.List;

/**
 * What clang is to do with a file.
 *
 * @param arguments what says so, besides the file's own flags; the first is the optimisation level
 * @param readsSource whether it is given the file's text; otherwise it only says how it would compile it
 * @param writesOutput whether it writes to its standard output
 */
public record ClangTask(List<String> arguments, boolean readsSource, boolean writesOutput) {
  private static final List<String> ONLY_FRONT_END = List.of("-Xclang", "-disable-llvm-passes", "-emit-llvm");

  /** Copies the list. */
  public ClangTask {
    arguments = List.copyOf(arguments);
  }

  /** The optimisation level, for example {@code -Oz}. */
  String level() {
    return arguments.getFirst();
  }

  /**
   * IR for the neutral world: what the optimiser would be given at -O1, since -O0 would mark every function
   * {@code noinline optnone}.
   */
  static ClangTask neutralIr(boolean withLines) {
    List<String> arguments = new ArrayList<>(List.of("-O1"));
    arguments.addAll(ONLY_FRONT_END);
    if (withLines) {
      // With the root as compilation folder, the main file keeps its absolute path in the debug information.
      arguments.addAll(List.of("-gline-tables-only", "-fdebug-compilation-dir=/"));
    }
    return new ClangTask(arguments, true, true);
  }

  /** IR as the optimiser is given it at a level, for example {@code -Oz}: levels differ in the front end, too. */
  public static ClangTask frontEnd(String level) {
    List<String> arguments = new ArrayList<>(List.of(level));
    arguments.addAll(ONLY_FRONT_END);
    return new ClangTask(arguments, true, true);
  }

  /** The object file, exactly as clang makes it at a level; its messages say what was inlined where. */
  public static ClangTask object(String level) {
    return new ClangTask(List.of(level, "-Rpass=inline"), true, true);
  }

  /** The object file of IR as it is: code is generated as at a level, and no pass is run before. */
  public static ClangTask codeOnly(String level) {
    return new ClangTask(List.of(level, "-Xclang", "-disable-llvm-passes"), true, true);
  }

  /**
   * The passes that clang runs at a level with the file's flags, in {@code opt -passes=} spelling; among its messages
   * is the command line of clang proper, as {@link #driver} has it.
   */
  public static ClangTask passes(String level) {
    return new ClangTask(List.of(level, "-v", "-mllvm", "-print-pipeline-passes"), false, true);
  }

  /** The command line of clang proper ({@code -cc1}), in its messages: it names the target machine. */
  public static ClangTask driver(String level) {
    return new ClangTask(List.of(level, "-###"), false, false);
  }
}
