package dev.assay.clang;

import dev.assay.source.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What clang made of a file.
 *
 * @param output what it wrote: bitcode, an object file, or text, as it was asked; empty when there are errors
 * @param messages what is on its standard error
 * @param problems the errors, located where clang locates them
 * @param flags what was taken over from the compile command, less what clang refused
 */
public record CompiledC(Optional<byte[]> output, String messages, List<Problem> problems, CompileFlags flags) {
  /** Copies the list. */
  public CompiledC {
    problems = List.copyOf(problems);
  }
}
