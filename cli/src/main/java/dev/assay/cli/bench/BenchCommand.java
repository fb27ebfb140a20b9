package dev.assay.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay bench}: measurements of Assay itself. */
@Command(name = "bench", header = "Measure Assay itself.", synopsisSubcommandLabel = "COMMAND")
public final class BenchCommand implements Runnable {
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(),
        "say what to measure: assay bench editor, assay bench probe, assay bench encode or assay bench index");
  }
}
