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
import dev.assay.cli.run.OrderedMap;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.ProgressBar;
import dev.assay.concurrent.Processors;
import dev.assay.execute.Execution;
import dev.assay.machine.SpeedEstimate;
import dev.assay.source.Problem;
import dev.assay.tune.Effort;
import dev.assay.tune.FileTuner;
import dev.assay.tune.Tested;
import dev.assay.tune.TuneOptions;
import dev.assay.tune.Tuned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay tune}: the smallest object that the library's entries make of each file. */
@Command(name = "tune", sortOptions = false, header = "Make each file's object smaller than clang's -Oz does.",
    description = {"",
        "Every file is compiled at its own level, at -Oz and -Os, and with the entries of the bundle's library; the "
            + "smallest object is kept. From there it goes on: single options of the library are added or left out; "
            + "single functions are not inlined, or always, and get passes of their own. It is never larger than "
            + "clang makes it at -Oz or at the file's own level. Every figure is measured.",
        "", "Folders are searched for C and C++ sources, without hidden and build folders.", ""},
    footerHeading = "%nExamples:%n",
    footer = {"  assay tune parser.c", "  assay tune -o tuned src", "  assay tune --objective loaded --json src"})
public final class TuneCommand implements Callable<Integer> {
  private static final int FEW = 3;
  private static final int STEPS = 40;

  private final Console console;

  @Spec
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE|DIR", description = "C or C++ source, or a folder.")
  private List<String> files;

  @Option(names = "--json", description = "Print one JSON object a line for each file.")
  private boolean json;

  @Mixin
  private ObjectiveOption judged;

  @Option(names = "--require", paramLabel = "WHAT", defaultValue = "vetted",
      description = "What has to be known of an entry: vetted (run on 1,000 random programs without one mismatch), "
          + "verified (LLVM accepts what it makes), or executed (whatever made it, every function that other files can "
          + "call is run beside the file's own and does the same).")
  private Tested required;

  @Option(names = "--execute",
      description = "Run the functions of the smallest object beside the file's own on the same generated arguments, "
          + "and say how many do the same, how many do not, and which cannot be run.")
  private boolean execute;

  @Option(names = "--keep-speed", paramLabel = "GLOB", arity = "0..1", fallbackValue = "", split = ",",
      description = "Functions whose symbols match, and those with the attribute hot, keep the code that the file's "
          + "own command makes; objects that have other code there are not taken. Without a value: hot ones alone.")
  private List<String> keptFast;

  @Option(names = "--budget", paramLabel = "TIME", converter = Budget.class,
      description = "Begin no entry and no step after this time for each function of the file, for example 200ms. "
          + "Unless given, the same input gives the same bytes.")
  private Duration budget;

  @Option(names = "--effort", paramLabel = "HOW", defaultValue = "full",
      description = "How much of the library is tried: all of it (full, the default), or its first four entries alone "
          + "(quick).")
  private Effort effort;

  @Option(names = "--search", paramLabel = "STEPS",
      description = "So many compilations of each file in the local search, at most; 0 for none. Unless given, " + STEPS
          + ", or as many as --budget allows; none with --effort quick.")
  private Integer steps;

  @Option(names = "--without", paramLabel = "ID", description = "Leave an entry out; may be given several times.")
  private Set<String> without = new LinkedHashSet<>();

  @Option(names = "-o", paramLabel = "DIR", description = "Write the smallest objects to this folder, as FILE.o.")
  private Path out;

  @Option(names = "--emit-ll", description = "Write their optimised IR beside them, as FILE.ll; needs -o.")
  private boolean emitIr;

  @Option(names = "--functions", description = "A row for every function, however many files there are.")
  private boolean functions;

  @Mixin
  private ColorOption color;

  @Mixin
  private ModelOptions modelOptions;

  @Mixin
  private CompilerOptions compilerOptions;

  @Mixin
  private EngineOptions engineOptions;

  /** A command that prints to a console. */
  public TuneCommand(Console console) {
    this.console = console;
  }

  /** A file and what came of it. */
  private record Result(Source source, Made<Tuned> tuned, Optional<SpeedEstimate> speed) {}

  @Override
  public Integer call() throws IOException {
    if (steps != null && steps < 0) {
      throw new ParameterException(spec.commandLine(), "--search is a number of steps, 0 or more");
    }
    if (emitIr && out == null) {
      throw new ParameterException(spec.commandLine(), "--emit-ll writes beside the objects, so it needs -o DIR");
    }
    Bundle bundle = modelOptions.bundle();
    try (Session session = Session.reading(engineOptions.workers(), compilerOptions.compiler())) {
      SourceReading reading = new SourceReading(console, session);
      List<Source> sources = reading.read(InputFinder.find(files));
      TuneOptions options =
          TuneOptions.STANDARD.by(judged.objective()).with(effort).requiring(required).without(without);
      options = options.searching(steps());
      if (keptFast != null) {
        options = options.keepingSpeed(keptFast.stream().filter(glob -> !glob.isEmpty()).toList());
      }
      if (budget != null) {
        options = options.within(budget);
      }
      Processors processors = new Processors(session.pool().size());
      FileTuner tuner = new FileTuner(session.pool(), bundle.library()).helpedBy(processors);
      boolean isFine = tune(session, tuner, processors, sources, options) && !reading.hasFailed();
      return isFine ? ExitStatus.FINE : ExitStatus.INPUT_FAILED;
    }
  }

  private int steps() {
    if (steps != null) {
      return steps;
    }
    return effort == Effort.QUICK ? 0 : budget != null ? Integer.MAX_VALUE : STEPS;
  }

  private Result result(Session session, FileTuner tuner, Source source, TuneOptions options) {
    Made<Tuned> tuned = tuner.tune(source.input(), options, session.cancellation());
    if (tuned.value().isEmpty()) {
      return new Result(source, tuned, Optional.empty());
    }
    Tuned made = tuned.value().get();
    Optional<SpeedEstimate> speed = tuner.speed(source.input(), made, session.cancellation()).value();
    if (!execute || made.execution().isPresent()) {
      return new Result(source, tuned, speed);
    }
    Made<Execution> ran = tuner.execute(source.input(), made, session.cancellation());
    if (ran.value().isEmpty()) {
      console.problem(new Problem(source.label(), 0, 0, ran.reason()).toString());
    }
    return new Result(source, ran.value().isPresent() ? Made.of(made.with(ran.value().get())) : tuned, speed);
  }

  private boolean tune(Session session, FileTuner tuner, Processors processors, List<Source> sources,
      TuneOptions options) throws IOException {
    boolean isFine = true;
    ProgressBar progress = new ProgressBar(console, System::nanoTime);
    TuneTable table = new TuneTable(color.style(console), console.terminal().width(), judged.objective(),
        functions || sources.size() <= FEW, session);
    int done = 0;
    try (OrderedMap<Integer, Result> results = new OrderedMap<>(IntStream.range(0, sources.size()).iterator(),
        session.pool().size(), i -> processors.with(() -> result(session, tuner, sources.get(i), options)))) {
      while (results.hasNext() && !console.isAbandoned()) {
        Result result = results.next();
        done++;
        progress.clear();
        if (result.tuned.value().isEmpty()) {
          isFine = false;
          console.problem(new Problem(result.source.label(), 0, 0, result.tuned.reason()).toString());
        } else {
          Tuned tuned = result.tuned.value().get();
          if (json) {
            console.line(TuneJson.line(result.source.label(), tuned, result.speed));
          } else {
            table.add(result.source.label(), tuned, result.speed).forEach(console::line);
          }
          write(session, tuner, result.source, tuned);
        }
        progress.show(done, sources.size(), (double) done / sources.size(), result.source.label());
      }
    } finally {
      progress.clear();
    }
    if (!json) {
      table.end().forEach(console::line);
    }
    return isFine;
  }

  private void write(Session session, FileTuner tuner, Source source, Tuned tuned) throws IOException {
    if (out == null) {
      return;
    }
    Path file = out;
    for (Path part : Path.of(source.label()).normalize()) {
      file = part.toString().equals("..") ? file : file.resolve(part.toString());
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file.resolveSibling(file.getFileName() + ".o"), tuned.best().bytes());
    if (emitIr) {
      Made<byte[]> ir = tuner.ir(source.input(), tuned.best().way(), session.cancellation());
      Optional<byte[]> text = ir.value();
      if (text.isPresent()) {
        Files.write(file.resolveSibling(file.getFileName() + ".ll"), text.get());
      } else {
        console.problem(new Problem(source.label(), 0, 0, ir.reason()).toString());
      }
    }
  }
}
