package dev.assay.lsp.analysis;

import dev.assay.build.OwnCompiler;
import dev.assay.source.CompileCommand;
import java.nio.file.Path;
import java.util.Optional;

/** How the client's project compiles its files, and its own compilers as far as the user lets them be run. */
public interface ProjectCommands {
  /**
   * How a file is compiled here: its command, with what its compiler says of its headers. May wait for that compiler;
   * never throws.
   */
  Optional<CompileCommand> command(Path file);

  /** How the project itself compiles a file: the command as it is written; never throws. */
  Optional<CompileCommand> asWritten(Path file);

  /** What runs projects' own compilers; nothing unless the user permits it. */
  OwnCompiler ownCompiler();
}
