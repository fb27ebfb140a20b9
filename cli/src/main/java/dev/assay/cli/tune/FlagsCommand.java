package dev.assay.cli.tune;

import dev.assay.build.Made;
import dev.assay.bundle.Bundle;
import dev.assay.cli.engine.CompilerOptions;
import dev.assay.cli.engine.EngineOptions;
import dev.assay.cli.engine.ModelOptions;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.run.ColorOption;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.ProgressBar;
import dev.assay.object.ObjectCode;
import dev.assay.source.Problem;
import dev.assay.tune.FileTuner;
import dev.assay.tune.Objective;
import dev.assay.tune.FlagSearch;
import dev.assay.tune.Library;
import dev.assay.workspace.tuning.FlagFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay flags}: the options that make a project smallest. */
@Command(name = "flags", sortOptions = false, header = "Say which compiler options make a project's code smallest.",
    description = {"",
        "Every option that the library has for the target is tried on every file at -Oz, alone and then added to "
            + "those that save more; so is every set of the library. Figures are bytes in the objects that clang "
            + "makes with the files' own flags, for their target.",
        "", "Options after -mllvm are LLVM's private ones: another version may not have them, or mean something else.",
        ""},
    footerHeading = "%nExamples:%n", footer = {"  assay flags src", "  assay flags --project --format cmake",
        "  assay flags --objective loaded --json src/parser.c"})
public final class FlagsCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "FILE|DIR", description = "C or C++ source, or a folder.")
  private List<String> files = new ArrayList<>();

  @Option(names = "--project", description = "All sources below the current folder.")
  private boolean project;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Option(names = "--format", paramLabel = "WHERE", defaultValue = "plain",
      description = "Print the options for: plain, cmake, meson, make, compile_flags.")
  private FlagFormat format;

  @Mixin
  private ObjectiveOption judged;

  @Option(names = "--attributes",
      description = "Try noinline and always_inline on single functions, too, with the best set: up to "
          + FunctionAttributes.MOST + " of each file, which takes as many compilations again.")
  private boolean attributes;

  @Mixin
  private ColorOption color;

  @Mixin
  private ModelOptions modelOptions;

  @Mixin
  private CompilerOptions compilerOptions;

  @Mixin
  private EngineOptions engineOptions;

  /** A command that prints to a console. */
  public FlagsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() != project) {
      throw new ParameterException(spec.commandLine(), "name files or folders, or say --project");
    }
    if (judged.objective() == Objective.INSTRUCTIONS) {
      throw new ParameterException(spec.commandLine(), "flags are judged by bytes: --objective text or loaded");
    }
    Bundle bundle = modelOptions.bundle();
    try (Session session = Session.reading(engineOptions.workers(), compilerOptions.compiler())) {
      SourceReading reading = new SourceReading(console, session);
      List<Source> sources = reading.read(InputFinder.find(project ? List.of(".") : files));
      FileTuner tuner = new FileTuner(session.pool().llvm(), bundle.library());
      boolean isFine = search(session, tuner, bundle.library(), sources) && !reading.hasFailed();
      return isFine ? ExitStatus.FINE : ExitStatus.INPUT_FAILED;
    }
  }

  private boolean search(Session session, FileTuner tuner, Library library, List<Source> sources) {
    ProgressBar progress = new ProgressBar(console, System::nanoTime);
    ProjectSizes sizes = new ProjectSizes(session, judged.objective());
    boolean isFine = true;
    progress.show(0, sources.size(), 0, "own objects");
    for (ProjectSizes.Own own : sizes.own(sources, tuner)) {
      Made<ObjectCode> code = own.code();
      if (code.value().isEmpty()) {
        isFine = false;
        progress.clear();
        console.problem(new Problem(own.source().label(), 0, 0, code.reason()).toString());
      }
    }
    if (sizes.fileCount() == 0) {
      progress.clear();
      return isFine;
    }
    List<String> candidates = FlagChoice.candidates(library, sizes.target());
    List<Source> compiled = sizes.files().stream().map(ProjectSizes.Own::source).toList();
    OwnFlags asked = OwnFlags.ask(session, compiled, candidates);
    List<String> options = asked.taken(candidates);
    FlagSearch search = new FlagSearch(chosen -> sizes.with(FlagChoice.atOz(chosen)), options);
    int entries = library.forTarget(sizes.target()).entries().size();
    int steps = search.steps() + entries;
    FlagSearch.Found found = search.search(done -> progress.show(done, steps, (double) done / steps, "options at -Oz"));
    FlagChoice choice = FlagChoice.of(sizes, found, library, asked.refused(),
        done -> progress.show(search.steps() + done, steps, (search.steps() + (double) done) / steps, "the library"));
    OwnFlags own = asked.measured(session, compiled, choice.best().options(), judged.objective(),
        (done, all) -> progress.show(done, all, (double) done / all, "own compiler"));
    FunctionAttributes functions = FunctionAttributes.none(sizes);
    if (attributes) {
      progress.show(steps, steps, 1, "attributes");
      functions = FunctionAttributes.search(session, sizes, choice.best().options(), judged.objective());
    }
    progress.clear();
    FlagsText text = new FlagsText(color.style(console), console.terminal().width(), judged.objective(), format);
    if (json) {
      console.line(FlagsText.json(choice, sizes, functions, own));
    } else {
      text.lines(choice, sizes, functions, own).forEach(console::line);
    }
    return isFine;
  }
}
