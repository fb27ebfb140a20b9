package dev.assay.cli;

import dev.assay.cli.advise.AdviseCommand;
import dev.assay.cli.bench.BenchCommand;
import dev.assay.cli.bench.BenchEditorCommand;
import dev.assay.cli.bench.BenchEncodeCommand;
import dev.assay.cli.bench.BenchIndexCommand;
import dev.assay.cli.bench.BenchProbeCommand;
import dev.assay.cli.cc.CcCommand;
import dev.assay.cli.embed.EmbedCommand;
import dev.assay.cli.embed.FeaturesCommand;
import dev.assay.cli.engine.CompilerOptions;
import dev.assay.cli.engine.EarlyWorkers;
import dev.assay.cli.gpu.GpuCommand;
import dev.assay.cli.index.IndexCommand;
import dev.assay.cli.index.SimilarCommand;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.tune.FlagsCommand;
import dev.assay.cli.tune.TuneCommand;
import dev.assay.process.FileErrors;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
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
  /** Picocli refuses to lay help out in fewer columns; narrower terminals break its lines. */
  private static final int NARROWEST_HELP = 55;
  private static final int WIDEST_HELP = 100;

  @Spec
  private CommandSpec spec;

  private Main() {}

  /** Runs the command line and ends the process with its exit status. */
  public static void main(String[] args) {
    EarlyWorkers.begin(args);
    System.exit(run(Console.standard(), args));
  }

  /** Runs a command; returns its {@linkplain ExitStatus exit status}. */
  public static int run(Console console, String... args) {
    int status = commandLine(console, args).execute(CompilerOptions.withPattern(args));
    console.out().flush();
    console.err().flush();
    return status;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to do, for example: assay advise FILE.c");
  }

  /**
   * All commands by their names, in the order of the help. Picocli looks at every option of a command that it is given,
   * which takes as long as starting Java: where the first argument names a command, that one alone is made.
   */
  private static Map<String, Function<Console, CommandLine>> commands() {
    Map<String, Function<Console, CommandLine>> commands = new LinkedHashMap<>();
    commands.put("advise", console -> new CommandLine(new AdviseCommand(console)));
    commands.put("features", console -> new CommandLine(new FeaturesCommand(console)));
    commands.put("embed", console -> new CommandLine(new EmbedCommand(console)));
    commands.put("index", console -> new CommandLine(new IndexCommand(console)));
    commands.put("similar", console -> new CommandLine(new SimilarCommand(console)));
    commands.put("tune", console -> new CommandLine(new TuneCommand(console)));
    commands.put("flags", console -> new CommandLine(new FlagsCommand(console)));
    commands.put("bench", Main::bench);
    commands.put("gpu", console -> new CommandLine(new GpuCommand(console)));
    commands.put("cc", console -> new CommandLine(new CcCommand(console)));
    commands.put("lsp", console -> new CommandLine(new LspCommand()));
    commands.put("help", console -> new CommandLine(new HelpCommand()));
    return commands;
  }

  private static CommandLine bench(Console console) {
    return new CommandLine(new BenchCommand()).addSubcommand(new BenchProbeCommand(console))
        .addSubcommand(new BenchEncodeCommand(console)).addSubcommand(new BenchIndexCommand(console))
        .addSubcommand(new BenchEditorCommand(console));
  }

  private static CommandLine commandLine(Console console, String... args) {
    CommandLine line = new CommandLine(new Main());
    Map<String, Function<Console, CommandLine>> commands = commands();
    String first = args.length == 0 ? "" : args[0];
    boolean isOne = commands.containsKey(first) && !first.equals("help"); // help tells of all
    commands.forEach((name, command) -> {
      if (!isOne || name.equals(first)) {
        line.addSubcommand(name, command.apply(console));
      }
    });
    line.getCommandSpec().addOption(OptionSpec.builder("-V", "--version").versionHelp(true)
        .description("Show the versions of Assay, LLVM, the bundle and Java, and what predicts.").build());
    addHelp(line);
    line.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(Math.clamp(console.terminal().width(), NARROWEST_HELP, WIDEST_HELP));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // a file's name may begin with @
    line.setParameterExceptionHandler((e, given) -> wrongUse(console, e));
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
    console.problem(name + ": " + e.getMessage());
    console.err().println("See '" + name + " --help'.");
    return ExitStatus.WRONG_USE;
  }

  private static int failed(Console console, CommandLine command, Exception e) throws Exception {
    Throwable cause = e instanceof UncheckedIOException ? e.getCause() : e;
    if (cause instanceof CancellationException) {
      return ExitStatus.INPUT_FAILED; // interrupted by the user, who knows
    }
    if (cause instanceof ParameterException wrong) {
      return wrongUse(console, wrong);
    }
    Optional<String> sentence = FileErrors.sentence(e);
    if (sentence.isPresent()) {
      console.problem(command.getCommandSpec().qualifiedName() + ": " + sentence.get());
      return ExitStatus.INPUT_FAILED;
    }
    throw e; // a mistake of ours, to be seen with all that is known of it
  }
}
