package dev.assay.cli.bench;

import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Console;
import dev.assay.index.VectorStorage;
import dev.assay.index.bench.BenchmarkSettings;
import dev.assay.index.bench.IndexBenchmark;
import dev.assay.workspace.indexing.IndexFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code assay bench index}: what indexes of made-up functions cost, and what they find. */
@Command(name = "index", sortOptions = false, header = "Time indexes of made-up functions.", description = {"",
    "Makes clustered vectors, builds an index of them in every way that is asked for, and prints a table in "
        + "Markdown: build rate, size, recall against exact search, and times of searches. docs/index.md explains it.",
    ""}, footerHeading = "%nExamples:%n",
    footer = {"  assay bench index --sizes 10000",
        "  assay bench index --sizes 10000,100000,1000000 --storages int8,binary --widths 100,200"})
public final class BenchIndexCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  private CommandSpec spec;

  @Option(names = "--sizes", paramLabel = "N", split = ",", description = "Functions; 10000,100000 unless given.")
  private List<Integer> sizes;

  @Option(names = "--storages", paramLabel = "HOW", split = ",",
      description = "How vectors are kept: ${COMPLETION-CANDIDATES}; all unless given.")
  private List<VectorStorage> storages;

  @Option(names = "--widths", paramLabel = "N", split = ",",
      description = "How many candidates searches look at; 100 unless given.")
  private List<Integer> widths;

  @Option(names = "--queries", paramLabel = "N", description = "How many queries are asked; 500 unless given.")
  private Integer queries;

  @Option(names = "--seed", paramLabel = "N", description = "What vectors are made from; 1 unless given.")
  private Long seed;

  @Option(names = "--folder", paramLabel = "DIR",
      description = "Where the indexes are made, and deleted again; the folder for temporary files unless given.")
  private Path folder;

  /** A command that prints to a console. */
  public BenchIndexCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    BenchmarkSettings usual = BenchmarkSettings.defaults();
    BenchmarkSettings settings;
    try {
      settings = new BenchmarkSettings(or(sizes, usual.sizes()), or(storages, usual.storages()),
          or(widths, usual.widths()), or(queries, usual.queries()), or(seed, usual.seed()), or(folder, usual.folder()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    IndexFolder.quietLucene();
    new IndexBenchmark(settings, console.out(), console.err()).run();
    return ExitStatus.FINE;
  }

  private static <T> T or(T given, T usual) {
    return given == null ? usual : given;
  }
}
