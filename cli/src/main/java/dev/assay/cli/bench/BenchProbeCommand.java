package dev.assay.cli.bench;

import dev.assay.Engine;
import dev.assay.bundle.Bundle;
import dev.assay.cli.engine.EngineOptions;
import dev.assay.cli.engine.ModelOptions;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.input.InputReader;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.run.UnitRun;
import dev.assay.cli.terminal.Console;
import dev.assay.encoder.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay bench probe}: the probe runner against a program that does the same the plain way. */
@Command(name = "probe", sortOptions = false, header = "Time the probe runner against a plain reference program.",
    description = {"",
        "Runs both on the same functions in turn, compares every instruction count, and prints medians. The "
            + "reference is run as PROGRAM PROBES.txt FILE.bc... and prints one JSON line for each file with "
            + "instructions, milliseconds and after.",
        ""},
    footerHeading = "%nExamples:%n", footer = {"  assay bench probe --naive ./naive_probe --repeat 5 examples"})
public final class BenchProbeCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR",
      description = "C or C++ source, LLVM IR or bitcode, or a folder.")
  private List<String> files;

  @Option(names = "--naive", required = true, paramLabel = "PROGRAM", description = "The reference program.")
  private Path naive;

  @Option(names = "--repeat", paramLabel = "N", defaultValue = "5",
      description = "Rounds to take medians of; 5 unless " + "given.")
  private int repeat;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Mixin
  private ModelOptions modelOptions;

  @Mixin
  private EngineOptions engineOptions;

  /** A command that prints to a console. */
  public BenchProbeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (repeat < 1) {
      throw new ParameterException(spec.commandLine(), "--repeat has to be at least 1, not " + repeat);
    }
    if (!Files.isRegularFile(naive) || !Files.isExecutable(naive)) {
      throw new ParameterException(spec.commandLine(), "--naive " + naive + " is not a program that can be run");
    }
    Bundle bundle = modelOptions.bundle();
    InputFinder.Found found = InputFinder.find(files);
    try (Engine engine = engineOptions.engine(bundle, Device.CPU); Session session = Session.measuring(engine)) {
      UnitRun<Boolean> run = new UnitRun<>(console, session);
      List<FileUnit> units = new ArrayList<>();
      run.run(found, new InputReader(session, false, Set.of()), 0, unit -> true, (unit, read) -> units.add(unit));
      if (units.isEmpty()) {
        throw new IOException("there is no function to run probes on");
      }
      ProbeBench.Result result;
      try (NaiveProber reference =
          new NaiveProber(naive, bundle.probes(), units.stream().map(FileUnit::unit).toList())) {
        result = new ProbeBench(engine.runner(), bundle, units.stream().map(FileUnit::unit).toList(), reference,
            engine.pool().size() + 1, session.cancellation()).run(repeat);
      }
      BenchReport report = new BenchReport(bundle.id(), engine.pool().size(), repeat, units, result);
      if (json) {
        console.line(report.json());
      } else {
        report.lines(console.terminal().width()).forEach(console::line);
      }
      result.differences().forEach(console::problem);
      return run.hasFailed() || !result.differences().isEmpty() ? ExitStatus.INPUT_FAILED : ExitStatus.FINE;
    }
  }
}
