package dev.assay.train;

import dev.assay.process.FileErrors;
import dev.assay.train.codebooks.CodebooksCommand;
import dev.assay.train.contents.ContentsCommand;
import dev.assay.train.corpus.CorpusCommand;
import dev.assay.train.encoder.EncoderCommand;
import dev.assay.train.evaluate.EvaluateCommand;
import dev.assay.train.export.ExportCommand;
import dev.assay.train.heads.HeadsCommand;
import dev.assay.train.labels.LabelsCommand;
import dev.assay.train.library.LibraryCommand;
import dev.assay.train.library.PipelinesCommand;
import dev.assay.train.pretrain.PretrainCommand;
import dev.assay.train.probes.ProbeReportCommand;
import dev.assay.train.probes.ProbesCommand;
import dev.assay.train.prune.PruneCommand;
import dev.assay.train.spectra.SpectraCommand;
import dev.assay.train.spectra.VectorsCommand;
import dev.assay.train.vet.VetCommand;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay train}: the commands that make a bundle. */
@Command(name = "assay train", description = "Makes the parts of a bundle.", mixinStandardHelpOptions = true,
    subcommands = {CorpusCommand.class, LabelsCommand.class, ProbesCommand.class, ProbeReportCommand.class,
        SpectraCommand.class, CodebooksCommand.class, PretrainCommand.class, HeadsCommand.class, EncoderCommand.class,
        EvaluateCommand.class, ExportCommand.class, LibraryCommand.class, PipelinesCommand.class, VetCommand.class,
        VectorsCommand.class, PruneCommand.class, ContentsCommand.class, AllCommand.class})
public final class Main implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  /** Runs the command line and exits with its status. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line, which answers files that are missing, broken or in the way with a sentence and status 1. */
  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::failed);
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) throws Exception {
    Optional<String> sentence = FileErrors.sentence(e);
    if (sentence.isPresent()) {
      command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + sentence.get());
      return 1;
    }
    throw e; // a mistake of ours, to be seen with all that is known of it
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "say which part: for example assay train probes");
  }
}
