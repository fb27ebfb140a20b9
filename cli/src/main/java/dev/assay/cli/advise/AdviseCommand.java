package dev.assay.cli.advise;

import dev.assay.Engine;
import dev.assay.advice.Advice;
import dev.assay.advice.AdviceOptions;
import dev.assay.advice.BuildAdvisor;
import dev.assay.advice.BuildFigures;
import dev.assay.advice.BuildOptions;
import dev.assay.advice.Objective;
import dev.assay.bundle.Bundle;
import dev.assay.cli.engine.CompilerOptions;
import dev.assay.cli.engine.EngineOptions;
import dev.assay.cli.engine.ModelOptions;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.input.InputReader;
import dev.assay.cli.input.UnitArguments;
import dev.assay.cli.run.ColorOption;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.run.UnitRun;
import dev.assay.cli.terminal.Console;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay advise}: what the optimiser can do for each function. */
@Command(name = "advise", sortOptions = false, header = "Say what the optimiser can do for each function.",
    description = {"",
        "For every function that the files define: how large its code is in the project's own build (where "
            + "a compile command is known), at -Os and -Oz, and with the best pass pipeline found; alone, and as it is "
            + "in its file's object. These figures are measured, with the file's flags, for its target; what the "
            + "bundle's encoder predicts, where it has one, is marked so.",
        "", "Folders are searched for sources, LLVM IR and bitcode, without hidden and build folders.", ""},
    footerHeading = "%nExamples:%n",
    footer = {"  assay advise quicksort.c", "  assay advise --function parse --function emit src/*.c",
        "  assay advise --json src | jq .pipeline.passes", "  assay advise --program lib.bc"})
public final class AdviseCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  private CommandSpec spec;

  @Mixin
  private UnitArguments arguments;

  @Option(names = "--no-measure", description = "Predict only, from the probes; measure nothing.")
  private boolean noMeasure;

  @Option(names = "--objective", paramLabel = "WHAT", defaultValue = "bytes",
      description = "What the best is judged by: bytes (of code for the file's target) or instructions (of IR).")
  private Objective objective;

  @Option(names = "--function", paramLabel = "NAME",
      description = "Only this function, by its symbol or by its name in the source, for C++ with or without "
          + "namespaces and parameters; may be given several times.")
  private Set<String> functions = new LinkedHashSet<>();

  @Mixin
  private ColorOption color;

  @Mixin
  private ModelOptions modelOptions;

  @Mixin
  private CompilerOptions compilerOptions;

  @Mixin
  private EngineOptions engineOptions;

  /** A command that prints to a console. */
  public AdviseCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (arguments.isProgram() && !functions.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--program and --function exclude each other");
    }
    try (Engine engine = engineOptions.engine(modelOptions);
        Session session = Session.beginning(engine, compilerOptions.compiler())) {
      Bundle bundle = engine.advisor().bundle();
      if (noMeasure && !bundle.hasEncoder()) {
        console.err().println("assay: bundle " + bundle.id()
            + " has no encoder, so nothing can be predicted with it; only sizes as given are shown");
      }
      InputFinder.Found found = arguments.find();
      UnitRun<UnitAdvice> run = new UnitRun<>(console, session);
      InputReader reader = new InputReader(session, arguments.isProgram(), functions);
      AdviceOptions measured = AdviceOptions.everything();
      AdviceOptions options = !noMeasure ? arguments.isJson() ? measured.withGivenCode() : measured
          : bundle.hasEncoder() ? AdviceOptions.predictions() : AdviceOptions.nothing();
      AdvicePrinter printer = arguments.isJson() ? AdvicePrinter.json(console, bundle.id())
          : AdvicePrinter.text(console, color.style(console), options, bundle, arguments.isProgram());
      run.run(found, reader, AdvicePrinter.FEW, unit -> advise(engine, session, unit, options), printer);
      reportMissing(run, reader);
      printer.end(found.anyFolder(), run.unitCount(), run.elsewhereCount());
      return run.hasFailed() ? ExitStatus.INPUT_FAILED : ExitStatus.FINE;
    }
  }

  /** The levels need nothing of the neutral world; other pipelines are tried by what it shows. */
  private UnitAdvice advise(Engine engine, Session session, FileUnit unit, AdviceOptions options) {
    Cancellation cancellation = session.cancellation();
    if (noMeasure) {
      return new UnitAdvice(engine.advisor().advise(unit.unit(), options, cancellation), Optional.empty(),
          Optional.empty(), Map.of());
    }
    BuildAdvisor advisor = engine.buildAdvisor();
    BuildOptions wanted = BuildOptions.shownOf(unit.build()).by(objective);
    Cancellation compiling = cancellation.part();
    FutureTask<BuildFigures> levels =
        new FutureTask<>(() -> advisor.levels(unit.build(), unit.symbol(), wanted, AdviseCommand::ignore, compiling));
    Thread.ofPlatform().daemon().name("levels").start(levels); // not virtual: it makes parts of a build under locks
    Advice advice;
    BuildFigures best;
    try {
      advice = engine.advisor().advise(unit.unit(), options, cancellation);
      best = advisor.pipelines(unit.build(), unit.symbol(), advisor.candidates(advice), wanted, AdviseCommand::ignore,
          cancellation);
    } catch (RuntimeException | Error e) {
      compiling.cancel();
      throw e;
    }
    BuildFigures build = Waiting.result(levels).withBestOf(best);
    Map<String, String> names = session.demangler().names(BuildText.symbols(build), cancellation);
    return new UnitAdvice(advice, Optional.of(build), unit.build().ownCompiler(cancellation), names);
  }

  private static void ignore(BuildFigures step) {
    // Only what is known in the end is printed.
  }

  private void reportMissing(UnitRun<UnitAdvice> run, InputReader reader) {
    for (String name : functions) {
      if (!reader.foundNames().contains(name)) {
        String where = arguments.files().size() == 1 ? arguments.files().get(0) : "assay";
        run.report(reader.missing(where, name));
      }
    }
  }
}
