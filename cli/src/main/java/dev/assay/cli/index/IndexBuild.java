package dev.assay.cli.index;

import dev.assay.Engine;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.Input;
import dev.assay.cli.input.InputFinder;
import dev.assay.cli.run.OrderedMap;
import dev.assay.cli.terminal.Console;
import dev.assay.cli.terminal.ProgressBar;
import dev.assay.index.FunctionIndex;
import dev.assay.source.CompileCommand;
import dev.assay.source.Problem;
import dev.assay.workspace.commands.CompilationDatabase;
import dev.assay.workspace.indexing.CommitPolicy;
import dev.assay.workspace.indexing.CpuBudget;
import dev.assay.workspace.indexing.FileIndexer;
import dev.assay.workspace.indexing.FileOutcome;
import dev.assay.workspace.indexing.IndexDepth;
import dev.assay.workspace.indexing.IndexingEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Brings an index up to date with folders, and says on standard error how far it is. */
final class IndexBuild {
  private final Console console;
  private final Session session;
  private final FunctionIndex index;
  private final List<Path> roots;
  private final FileIndexer.Again again;
  private final ProgressBar progress;
  private final CompilationDatabase commands = new CompilationDatabase();
  private final Set<Problem> databaseProblems = ConcurrentHashMap.newKeySet();
  private final long start = System.nanoTime();
  private int changed;
  private int unchanged;
  private int deleted;
  private int failed;
  private int functions;
  private int measured;

  IndexBuild(Console console, Session session, FunctionIndex index, List<Path> roots, FileIndexer.Again again) {
    this.console = console;
    this.session = session;
    this.index = index;
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    this.again = again;
    this.progress = new ProgressBar(console, System::nanoTime);
  }

  /**
   * What was done.
   *
   * @param changed files that were indexed
   * @param unchanged files that were skipped
   * @param deleted files that were in the index and are gone
   * @param failed files that could not be read, or not without problems
   * @param functions functions of the changed files
   * @param measured how many of them had to be measured
   * @param seconds wall time
   */
  record Summary(int changed, int unchanged, int deleted, int failed, int functions, int measured, double seconds) {}

  Summary run(InputFinder.Found found, Engine engine, IndexDepth depth) throws IOException {
    found.problems().forEach(problem -> {
      failed++;
      report(problem);
    });
    int threads = session.pool().size() + 1;
    FileIndexer indexer =
        new FileIndexer(index, IndexingEngine.of(engine), CpuBudget.slots(threads), this::command, depth);
    CommitPolicy commits = CommitPolicy.usual(indexer);
    deleteVanished(found.inputs(), indexer, commits);
    try (OrderedMap<Input, Done> results =
        new OrderedMap<>(found.inputs().iterator(), threads, input -> index(indexer, commits, input))) {
      for (int done = 1; results.hasNext(); done++) {
        take(results.next(), done, found.inputs().size());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      progress.clear();
      commits.commit();
    }
    databaseProblems.forEach(this::report);
    return new Summary(changed, unchanged, deleted, failed, functions, measured, (System.nanoTime() - start) / 1e9);
  }

  private Optional<CompileCommand> command(Path file) {
    CompilationDatabase.Lookup lookup = commands.find(file, List.of());
    databaseProblems.addAll(lookup.problems());
    return lookup.command().map(command -> session.ownCompiler().ask(command, file, session.cancellation()).command());
  }

  /** Files of these folders that the index has and that are there no more. */
  private void deleteVanished(List<Input> inputs, FileIndexer indexer, CommitPolicy commits) throws IOException {
    Set<String> there =
        inputs.stream().map(input -> FileIndexer.name(input.path())).collect(Collectors.toCollection(HashSet::new));
    for (String file : indexer.files()) {
      if (!there.contains(file) && FileIndexer.isBelow(file, roots) && FileIndexer.isDropped(file)) {
        commits.done(indexer.delete(Path.of(file)));
        deleted++;
      }
    }
  }

  private record Done(Input input, FileOutcome outcome) {}

  private Done index(FileIndexer indexer, CommitPolicy commits, Input input) {
    try {
      FileOutcome outcome = indexer.index(input.path(), again, session.cancellation());
      commits.done(outcome);
      return new Done(input, outcome);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the index's; what cannot be read of the input is in the outcome
    }
  }

  private void take(Done done, int count, int total) {
    FileOutcome outcome = done.outcome;
    switch (outcome.kind()) {
      case UNCHANGED -> unchanged++;
      case DELETED -> deleted++; // just now
      case INDEXED -> changed++;
      case FAILED -> {
        // Counted below, with those that could be read in part.
      }
    }
    functions += outcome.functions();
    measured += outcome.measured();
    if (!outcome.problems().isEmpty()) {
      failed++;
    }
    String path = FileIndexer.name(done.input.path());
    outcome.problems()
        .forEach(problem -> report(problem.file().equals(path) ? problem.in(done.input.label()) : problem));
    outcome.notes().forEach(note -> report(new Problem(done.input.label(), 0, 0, note)));
    double seconds = (System.nanoTime() - start) / 1e9;
    progress.show(count, total, count / (double) total,
        String.format(Locale.ROOT, "%.1f functions/s  %s", functions / Math.max(seconds, 1e-3), done.input.label()));
  }

  private void report(Problem problem) {
    progress.clear();
    console.problem(problem.toString());
  }
}
