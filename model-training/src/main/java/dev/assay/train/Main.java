package dev.assay.train;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code assay train}: the commands that make a bundle. */
@Command(name = "assay train", description = "Makes the parts of a bundle.", mixinStandardHelpOptions = true,
    subcommands = {ProbesCommand.class})
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
