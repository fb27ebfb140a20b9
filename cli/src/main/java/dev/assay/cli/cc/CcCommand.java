package dev.assay.cli.cc;

import dev.assay.cc.daemon.Daemon;
import dev.assay.cc.daemon.Daemons;
import dev.assay.cc.report.Report;
import dev.assay.cc.report.ReportFormat;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay cc}: as far as it does not compile. The launcher gives all else to the client. */
@Command(name = "cc", sortOptions = false, header = "Compile in the place of a compiler, smaller.",
    customSynopsis = {"assay cc [OPTIONS] -- COMPILER ARGUMENT...", "       assay cc --report[=FORMAT] [DIR]",
        "       assay cc --status | --stop | --clear"},
    description = {"",
        "Runs the compiler as it is asked to, and replaces the object by a smaller one of the same source, where one "
            + "is found. Whatever goes wrong, the compiler's object and its exit status stand. All else that a "
            + "compiler does is the compiler's.",
        ""},
    footerHeading = "%nExamples:%n",
    footer = {"  make CC=\"assay cc -- gcc\"", "  cmake -DCMAKE_C_COMPILER_LAUNCHER=\"assay;cc;--\" ...",
        "  assay cc --report", "",
        "Variables reach every compiler of a build: ASSAY_CC=off, ASSAY_CC_ONLY, ASSAY_CC_EXCEPT, ASSAY_CC_WITHOUT, "
            + "ASSAY_CC_REQUIRE, ASSAY_CC_OBJECTIVE, ASSAY_CC_EFFORT, ASSAY_CC_SEARCH, ASSAY_CC_CACHE_MIB, "
            + "ASSAY_CC_IDLE (seconds), ASSAY_CC_JOBS; see docs/cc.md."})
public final class CcCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  private CommandSpec spec;

  @ArgGroup(exclusive = true)
  private Verb verb;

  @Option(names = "--functions", paramLabel = "N", defaultValue = "0",
      description = "With --report: so many functions of each object, those that changed most.")
  private int functions;

  @Option(names = "--only", paramLabel = "NAME,...",
      description = "Replace the objects of these sources alone: globs of files, or functions that they define.")
  private String only;

  @Option(names = "--except", paramLabel = "NAME,...",
      description = "Leave the objects of these sources to the compiler: globs of files, or functions that they "
          + "define.")
  private String except;

  @Option(names = "--without", paramLabel = "ENTRY,...", description = "Do without these entries of the library.")
  private String without;

  @Option(names = "--require", paramLabel = "WHAT",
      description = "What has to be known of code that is made: vetted (the default), executed, verified.")
  private String require;

  @Option(names = "--objective", paramLabel = "WHAT",
      description = "What is to be small: text (the default), or loaded, with constants and unwind tables.")
  private String objective;

  @Option(names = "--effort", paramLabel = "HOW",
      description = "How much of the library is tried: full (the default), or quick, its first four entries.")
  private String effort;

  @Option(names = "--search", paramLabel = "STEPS",
      description = "So many compilations more of each file in a local search (none).")
  private String steps;

  @Parameters(paramLabel = "DIR", arity = "0..1", description = "With --report: of the objects below this folder.")
  private Path folder;

  /** What is done. */
  private static final class Verb {
    @Option(names = "--report", paramLabel = "FORMAT", arity = "0..1", fallbackValue = "text",
        description = "Say what was saved: text, markdown or json.")
    private String report;

    @Option(names = "--status", description = "Say whether a daemon runs, and what the cache holds.")
    private boolean status;

    @Option(names = "--stop", description = "End the daemons.")
    private boolean stop;

    @Option(names = "--clear", description = "Empty the cache, and forget what was saved.")
    private boolean clear;

    @Option(names = "--daemon", hidden = true, paramLabel = "BUILD")
    private String daemon;
  }

  /** A command that prints to this console. */
  public CcCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (verb == null) {
      throw new ParameterException(spec.commandLine(),
          "say which compiler to run, for example: assay cc -- gcc -c file.c");
    }
    if (Stream.of(only, except, without, require, objective, effort, steps).anyMatch(Objects::nonNull)) {
      throw new ParameterException(spec.commandLine(),
          "--only, --except, --without, --require, --objective, --effort and --search are about compiling: say which "
              + "compiler to run");
    }
    Daemons daemons = Daemons.ofUser();
    if (verb.daemon != null) {
      Daemon.run(verb.daemon, System.getenv());
    } else if (verb.report != null) {
      return report(daemons);
    } else if (verb.stop) {
      daemons.stop();
    } else if (verb.clear) {
      daemons.clear();
    } else if (verb.status) {
      console.out().print(daemons.status());
    }
    return ExitStatus.FINE;
  }

  /** The word after {@code --report} is a format, or else the folder. */
  private int report(Daemons daemons) throws IOException {
    Optional<ReportFormat> format =
        Arrays.stream(ReportFormat.values()).filter(one -> one.name().equalsIgnoreCase(verb.report)).findFirst();
    Path named = format.isPresent() ? Optional.ofNullable(folder).orElse(Path.of("")) : Path.of(verb.report);
    Path of = named.toAbsolutePath().normalize();
    if (!Files.isDirectory(of)) {
      throw new ParameterException(spec.commandLine(),
          "--report: " + named + " is neither a folder nor text, markdown or json");
    }
    Report report = Report.of(of, daemons.journal());
    if (report.lines().isEmpty()) {
      console.problem("assay cc has compiled nothing below " + of);
      return ExitStatus.INPUT_FAILED;
    }
    console.out().print(format.orElse(ReportFormat.TEXT).write(report, functions));
    return ExitStatus.FINE;
  }
}
