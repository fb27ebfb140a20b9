package dev.assay.cli.tune;

import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import dev.assay.tune.TuneInput;
import java.util.Optional;

/**
 * A file to tune.
 *
 * @param label its name as the user gave it
 * @param file the file, with the command that it is compiled by
 * @param ownCommand the project's command as it stands, without what its compiler was asked for
 */
record Source(String label, SourceFile file, Optional<CompileCommand> ownCommand) {
  TuneInput input() {
    return new TuneInput.OfWorkspace(file);
  }
}
