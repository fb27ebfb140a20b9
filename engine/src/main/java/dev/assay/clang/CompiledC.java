package dev.assay.clang;

import dev.assay.source.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What clang made of a C file.
 *
 * @param bitcode the module; empty when there are errors
 * @param problems the errors, located where clang locates them
 * @param flags what was taken over from the compile command, less what clang refused
 */
public record CompiledC(Optional<byte[]> bitcode, List<Problem> problems, CompileFlags flags) {
  /** Copies the list. */
  public CompiledC {
    problems = List.copyOf(problems);
  }
}
