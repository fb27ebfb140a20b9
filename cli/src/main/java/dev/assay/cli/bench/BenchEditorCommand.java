package dev.assay.cli.bench;

import dev.assay.clang.CCompiler;
import dev.assay.clang.ClangTask;
import dev.assay.clang.CompileFlags;
import dev.assay.clang.Outliner;
import dev.assay.clang.Preambles;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Console;
import dev.assay.concurrent.Cancellation;
import dev.assay.pool.LlvmDistribution;
import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import dev.assay.source.FunctionPlace;
import dev.assay.source.SourceFile;
import dev.assay.workspace.commands.CompilationDatabase;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay bench editor}: how long figures take to come in an editor. */
@Command(name = "editor", sortOptions = false, header = "Time the language server as an editor sees it.",
    description = {"",
        "Starts a server for each run, opens the file, hovers one function until all of its figures are there, edits "
            + "the text, and hovers functions while the server is busy. Prints, as tables in Markdown, when the "
            + "figures came, and beside them what clang itself takes for the file. Nothing is written to the file.",
        ""},
    footerHeading = "%nExamples:%n",
    footer = {"  assay bench editor lz4.c", "  assay bench editor --repeat 5 --function main src/*.c"})
public final class BenchEditorCommand implements Callable<Integer> {
  /** The launcher says where it is, so that servers are started as editors start them. */
  private static final String LAUNCHER = "assay.launcher";
  private static final String USUAL_LEVEL = "-O2";

  private final Console console;

  @Spec
  private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "C or C++ source.")
  private List<Path> files;

  @Option(names = "--function", paramLabel = "NAME",
      description = "The function to hover; the one in the middle of the file unless given.")
  private Optional<String> function = Optional.empty();

  @Option(names = "--repeat", paramLabel = "N", defaultValue = "3",
      description = "Runs, each of a new server; 3 unless given.")
  private int repeat;

  @Option(names = "--hovers", paramLabel = "N", defaultValue = "300",
      description = "Hovers under load; 300 unless given.")
  private int hovers;

  @Option(names = "--pause", paramLabel = "SECONDS", defaultValue = "0",
      description = "How long the user reads before each edit; 0 unless given. What is prepared for edits may be ready "
          + "then.")
  private int pause;

  @Option(names = "--server", paramLabel = "WORD", split = " ",
      description = "The command that starts the server, words separated by spaces; this Assay's unless given.")
  private List<String> server;

  @Option(names = "--json", description = "Print one JSON object a file.")
  private boolean json;

  /** A command that prints to a console. */
  public BenchEditorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (repeat < 1 || hovers < 1) {
      throw new ParameterException(spec.commandLine(), "--repeat and --hovers have to be at least 1");
    }
    if (pause < 0) {
      throw new ParameterException(spec.commandLine(), "--pause has to be 0 seconds or more");
    }
    CCompiler clang = new CCompiler(LlvmDistribution.unpack());
    CompilationDatabase commands = new CompilationDatabase();
    for (Path named : files) {
      Path file = named.toAbsolutePath().normalize();
      SourceFile source =
          new SourceFile(file, Files.readAllBytes(file), commands.find(file, List.of(file.getParent())).command());
      EditorReport report = report(named, source, clang);
      if (json) {
        console.line(report.json());
      } else {
        report.table().forEach(console::line);
        console.line("");
      }
    }
    return ExitStatus.FINE;
  }

  /** The text alone does not show those of C++ that are in namespaces. */
  private static List<FunctionPlace> functions(SourceFile source) throws IOException {
    try (WorkerPool pool = new WorkerPool(WorkerOptions.defaults().withWorkers(1), LlvmDistribution.unpack())) {
      return new Outliner(pool, new Preambles()).outline(source, CCompiler.flags(source), Cancellation.never())
          .functions();
    }
  }

  private EditorReport report(Path named, SourceFile source, CCompiler clang) throws IOException {
    List<FunctionPlace> functions = functions(source);
    FunctionPlace hovered =
        functions.stream().filter(place -> function.filter(place.name()::equals).isPresent()).findFirst()
            .or(() -> function.isPresent() || functions.isEmpty() ? Optional.empty()
                : Optional.of(functions.get(functions.size() / 2)))
            .orElseThrow(() -> new IOException(named + " defines no function " + function.orElse("")));
    String level = source.command().map(CompileFlags::of).map(CompileFlags::optimisationFlag)
        .filter(flag -> !flag.isEmpty()).orElse(USUAL_LEVEL);
    List<Double> frontEnd = new ArrayList<>();
    List<Double> object = new ArrayList<>();
    List<EditorRun.Times> runs = new ArrayList<>();
    for (int i = 0; i < repeat; i++) {
      frontEnd.add(time(clang, source, ClangTask.frontEnd(level)));
      object.add(time(clang, source, ClangTask.object(level)));
      runs.add(new EditorRun(command(), source.path(), source.content(), functions, hovered, hovers, pause).run());
    }
    int lines = (int) new String(source.content(), java.nio.charset.StandardCharsets.ISO_8859_1).lines().count();
    return new EditorReport(named.toString(), lines, functions.size(), hovered.name(), frontEnd, object, runs);
  }

  private static double time(CCompiler clang, SourceFile source, ClangTask task) throws IOException {
    long start = System.nanoTime();
    var compiled = clang.run(source, task, Cancellation.never());
    if (compiled.output().isEmpty()) {
      throw new IOException(compiled.problems().isEmpty() ? source.path() + ": clang does not compile it"
          : compiled.problems().getFirst().toString());
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private List<String> command() {
    if (server != null) {
      return server;
    }
    String launcher = System.getProperty(LAUNCHER, "");
    List<String> command = new ArrayList<>();
    if (launcher.isEmpty()) {
      command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
          System.getProperty("java.class.path"), "dev.assay.cli.Main"));
    } else {
      command.add(launcher.replace('/', File.separatorChar));
    }
    command.addAll(List.of("lsp", "--stdio"));
    return command;
  }
}
