package dev.assay.cli.index;

import dev.assay.Engine;
import dev.assay.bundle.Bundle;
import dev.assay.cli.engine.CompilerOptions;
import dev.assay.cli.engine.EngineOptions;
import dev.assay.cli.engine.ModelOptions;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Console;
import dev.assay.index.FunctionIndex;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.IndexStatistics;
import dev.assay.workspace.indexing.FileIndexer;
import dev.assay.workspace.indexing.IndexDepth;
import dev.assay.workspace.indexing.IndexFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay index}: makes an index of folders' functions and keeps it up to date. */
@Command(name = "index", sortOptions = false, header = "Index the functions of folders, to find similar ones.",
    description = {"",
        "Embeds every function of the folders (sources, LLVM IR and bitcode, without hidden and build "
            + "folders), by what a few probes, the core, leave of it. Files that have not changed are "
            + "skipped, code that is known is not measured again, and what is gone is taken out, so it may be run "
            + "as often as you like, and be interrupted.",
        ""},
    footerHeading = "%nExamples:%n", footer = {"  assay index src", "  assay index --stats --json src",
        "  assay index --clean src", "  assay index --index solr:http://localhost:8983/solr/functions src"})
public final class IndexCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "DIR",
      description = "The folders; with --stats and --clean, the current one unless given.")
  private List<String> folders = new ArrayList<>();

  @Mixin
  private IndexOptionsMixin indexOptions;

  @ArgGroup(exclusive = true)
  private Instead instead;

  @Option(names = "--all", description = "Read every file again, also those that have not changed.")
  private boolean all;

  @Option(names = "--rebuild",
      description = "Where the index was made with another bundle, delete it and make it anew.")
  private boolean rebuild;

  @Option(names = "--measure",
      description = "Measure what each single pass and -Oz leave of every function, too; takes several times as long.")
  private boolean measure;

  @Option(names = "--pipelines",
      description = "As --measure, and look for each function's best pipeline; takes about twice as long again.")
  private boolean pipelines;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  @Mixin
  private ModelOptions modelOptions;

  @Mixin
  private CompilerOptions compilerOptions;

  @Mixin
  private EngineOptions engineOptions;

  /** What is done instead of indexing. */
  private static final class Instead {
    @Option(names = "--stats", description = "Say what is in the index; change nothing.")
    private boolean stats;

    @Option(names = "--clean", description = "Delete everything that is in the index.")
    private boolean clean;
  }

  /** A command that prints to a console. */
  public IndexCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Bundle bundle = modelOptions.bundle();
    List<Path> roots = roots();
    if (instead != null && instead.stats) {
      return stats(location(roots), bundle);
    }
    if (instead != null && instead.clean) {
      return clean(location(roots), bundle);
    }
    if (roots.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "say what to index, for example: assay index src");
    }
    if (!bundle.hasEncoder()) {
      throw new IOException("bundle " + bundle.id() + " has no encoder, so there are no embeddings to index; "
          + "--bundle names a bundle that has an encoder");
    }
    String location = indexOptions.make(roots);
    IndexOptions usual = IndexOptions.forBundle(bundle.id());
    IndexOptions options = rebuild ? usual.replacingOtherBundle() : usual;
    return switch (IndexFolder.open(location, options)) {
      case IndexOpening.Writable writable -> {
        writable.notices().forEach(this::say);
        try (FunctionIndex index = writable.index()) {
          yield index(index, location, roots, bundle);
        }
      }
      case IndexOpening.ReadOnly readOnly -> {
        readOnly.reader().close();
        throw new IOException(
            readOnly.notice() + " Wait for it, or let it do the work, if it is your editor's server.");
      }
      case IndexOpening.OtherBundle other -> throw new IOException(other.sentence("--rebuild makes it anew"));
    };
  }

  private List<Path> roots() {
    List<Path> roots = new ArrayList<>();
    for (String folder : folders) {
      try {
        Path path = Path.of(folder);
        if (!Files.isDirectory(path)) {
          throw new ParameterException(spec.commandLine(), "'" + folder + "' is not a folder");
        }
        roots.add(path);
      } catch (InvalidPathException e) {
        throw new ParameterException(spec.commandLine(), "'" + folder + "' is not a folder: " + e.getReason(), e);
      }
    }
    return roots;
  }

  private Integer index(FunctionIndex index, String location, List<Path> roots, Bundle bundle) throws IOException {
    try (Engine engine = engineOptions.engine(bundle, modelOptions.device());
        Session session = Session.measuring(engine, compilerOptions.compiler())) {
      FileIndexer.Again again = all ? FileIndexer.Again.ALL : FileIndexer.Again.FAILED;
      IndexBuild build = new IndexBuild(console, session, index, roots, again);
      IndexBuild.Summary summary = build.run(InputFinder.find(folders), engine, depth());
      IndexStatistics statistics = index.statistics();
      IndexReport report = new IndexReport(location, statistics);
      console.line(json ? report.json(summary) : String.join("\n", report.lines(summary)));
      return summary.failed() > 0 ? ExitStatus.INPUT_FAILED : ExitStatus.FINE;
    }
  }

  private IndexDepth depth() {
    return pipelines ? IndexDepth.PIPELINES : measure ? IndexDepth.PASSES : IndexDepth.EMBEDDING;
  }

  /** The index that is meant: that of the folders, or the one that the current folder is in. */
  private String location(List<Path> roots) throws IOException {
    if (!roots.isEmpty() && !indexOptions.isGiven()) {
      return indexOptions.of(roots);
    }
    return indexOptions.holding(Path.of("")).orElseThrow(() -> new IOException(
        "the current folder is in no index; say which folders are meant, or 'assay index DIR' " + "makes one"));
  }

  private Integer stats(String location, Bundle bundle) throws IOException {
    switch (IndexOptionsMixin.openExisting(location, bundle)) {
      case IndexOpening.Writable writable -> {
        writable.notices().forEach(this::say);
        report(location, writable.index());
      }
      case IndexOpening.ReadOnly readOnly -> {
        say(readOnly.notice());
        report(location, readOnly.reader());
      }
      case IndexOpening.OtherBundle other -> throw new IOException(other.sentence(IndexOptionsMixin.REBUILD));
    }
    return ExitStatus.FINE;
  }

  private void report(String location, FunctionReader reader) throws IOException {
    try (reader) {
      IndexReport report = new IndexReport(location, reader.statistics());
      console.line(json ? report.json() : String.join("\n", report.lines()));
    }
  }

  private Integer clean(String location, Bundle bundle) throws IOException {
    if (!IndexFolder.exists(location)) {
      console.line("There is no index in " + location + ".");
      return ExitStatus.FINE;
    }
    IndexOptions options = IndexOptions.forBundle(bundle.id()).replacingOtherBundle().withoutVerifying();
    switch (IndexFolder.open(location, options)) {
      case IndexOpening.Writable writable -> {
        try (FunctionIndex index = writable.index()) {
          index.clear();
        }
      }
      case IndexOpening.ReadOnly readOnly -> {
        readOnly.reader().close();
        throw new IOException(readOnly.notice());
      }
      case IndexOpening.OtherBundle other -> throw new IOException(other.sentence(IndexOptionsMixin.REBUILD));
    }
    console.line("The index in " + location + " is empty now.");
    return ExitStatus.FINE;
  }

  private void say(String notice) {
    console.problem("assay index: " + notice);
  }
}
