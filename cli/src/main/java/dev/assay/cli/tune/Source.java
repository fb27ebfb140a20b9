package dev.assay.cli.tune;

import dev.assay.source.SourceFile;
import dev.assay.tune.TuneInput;

/**
 * A file to tune.
 *
 * @param label its name as the user gave it
 * @param file the file, with the command that it is compiled by
 */
record Source(String label, SourceFile file) {
  TuneInput input() {
    return new TuneInput.OfWorkspace(file);
  }
}
