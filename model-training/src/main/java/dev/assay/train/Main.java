package dev.assay.train;

import dev.assay.train.corpus.CorpusCommand;
import dev.assay.train.data.CodebooksCommand;
import dev.assay.train.evaluate.EvaluateCommand;
import dev.assay.train.fit.HeadsCommand;
import dev.assay.train.fit.PretrainCommand;
import dev.assay.train.probes.ProbeReportCommand;
import dev.assay.train.probes.ProbesCommand;
import dev.assay.train.release.ExportCommand;
import dev.assay.train.spectra.LabelsCommand;
import dev.assay.train.spectra.SpectraCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay train}: the commands that make a bundle. */
@Command(name = "assay train", description = "Makes the parts of a bundle.", mixinStandardHelpOptions = true,
    subcommands = {CorpusCommand.class, LabelsCommand.class, ProbesCommand.class, ProbeReportCommand.class,
        SpectraCommand.class, CodebooksCommand.class, PretrainCommand.class, HeadsCommand.class, EvaluateCommand.class,
        ExportCommand.class, AllCommand.class})
public final class Main implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  /** Runs the command line and exits with its status. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say which part: for example assay train probes");
  }
}
