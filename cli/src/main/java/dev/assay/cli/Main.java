package dev.assay.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Assay's command line. Start reading here. */
@Command(name = "assay", header = "Tells how a program reacts to the optimiser.", synopsisSubcommandLabel = "COMMAND",
    versionProvider = VersionProvider.class, commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit status:%n", exitCodeList = {"0:all is fine", "1:some input failed", "2:wrong use"},
    footerHeading = "%nExamples:%n", footer = {"  assay advise quicksort.c", "  assay advise --json src > advice.jsonl",
        "  assay index src", "  assay similar src/list.c:42", "  assay help advise"})
public final class Main implements Runnable {
  static final int FINE = 0;
  static final int INPUT_FAILED = 1;
  static final int WRONG_USE = 2;

  @Spec
  private CommandSpec spec;

  private Main() {}

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(run(Console.standard(), args));
  }

  /** Runs a command; returns its exit status. */
  static int run(Console console, String... args) {
    int status = commandLine(console).execute(args);
    console.out().flush();
    console.err().flush();
    return status;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do, for example: assay advise FILE.c");
  }

  private static CommandLine commandLine(Console console) {
    CommandLine bench = new CommandLine(new BenchCommand()).addSubcommand(new BenchProbeCommand(console))
        .addSubcommand(new BenchEncodeCommand(console)).addSubcommand(new BenchIndexCommand(console));
    CommandLine line = new CommandLine(new Main()).addSubcommand(new AdviseCommand(console))
        .addSubcommand(new FeaturesCommand(console)).addSubcommand(new EmbedCommand(console))
        .addSubcommand(new IndexCommand(console)).addSubcommand(new SimilarCommand(console)).addSubcommand(bench)
        .addSubcommand(new LspCommand()).addSubcommand(new HelpCommand());
    line.getCommandSpec().addOption(OptionSpec.builder("-V", "--version").versionHelp(true)
        .description("Show the versions of Assay, LLVM, the bundle and Java, and what predicts.").build());
    addHelp(line);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(Math.min(console.terminal().width(), 100));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // a file's name may begin with @
    line.setParameterExceptionHandler((e, args) -> wrongUse(console, e));
    line.setExecutionExceptionHandler((e, command, result) -> failed(console, command, e));
    return line;
  }

  private static void addHelp(CommandLine line) {
    if (!(line.getCommand() instanceof HelpCommand)) {
      line.getCommandSpec()
          .addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
      line.getSubcommands().values().forEach(Main::addHelp);
    }
  }

  private static int wrongUse(Console console, ParameterException e) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    console.err().println(name + ": " + TextWidth.printable(e.getMessage()));
    console.err().println("See '" + name + " --help'.");
    return WRONG_USE;
  }

  private static int failed(Console console, CommandLine command, Exception e) throws Exception {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof CancellationException) {
      return INPUT_FAILED; // interrupted by the user, who knows
    }
    if (cause instanceof ParameterException wrong) {
      return wrongUse(console, wrong);
    }
    if (cause instanceof IOException && cause.getMessage() != null) {
      console.err().println(command.getCommandSpec().qualifiedName() + ": " + cause.getMessage());
      return INPUT_FAILED;
    }
    throw e; // a mistake of ours, to be seen with all that is known of it
  }
}
