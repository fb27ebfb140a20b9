package dev.assay.lsp.indexing;

import dev.assay.Engine;
import dev.assay.advice.Advice;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionIndex;
import dev.assay.index.IndexStatistics;
import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.Failures;
import dev.assay.lsp.analysis.Reading;
import dev.assay.workspace.files.SourceFinder;
import dev.assay.workspace.indexing.CpuBudget;
import dev.assay.workspace.indexing.FileIndexer;
import dev.assay.workspace.indexing.FileOutcome;
import dev.assay.workspace.indexing.FunctionMeasurer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Brings one index up to date for as long as it is open for writing: takes files from the queue, and has each read on a
 * virtual thread of its own. {@link #work} runs on the indexer's thread; everything else may be called from any.
 */
final class IndexSession {
  /** How often the client is told how far the work is, and how late an end may be noticed. */
  private static final long HEARTBEAT_MILLIS = 250;
  /** What was written is committed when nothing has come for so long. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(1_000);
  /** Workers that have nothing to do for so long are ended: they take memory. */
  private static final long KEEP_WORKERS_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long COMPACT_AFTER_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long COMPACT_FROM_DELETED = 1_000;

  private final SessionContext context;
  private final Engine engine;
  private final FunctionIndex index;
  private final boolean ownsAll;
  private final CpuBudget budget;
  private final Semaphore slots;
  private final Cancellation cancellation = new Cancellation();
  private IndexingWorkers workers;
  private boolean isCompacted;
  private volatile IOException failure;

  /**
   * A session.
   *
   * @param ownsAll whether every file of the index is the workspace's, so that what is not found is gone
   */
  IndexSession(SessionContext context, Engine engine, FunctionIndex index, boolean ownsAll, CpuBudget budget) {
    this.context = context;
    this.engine = engine;
    this.index = index;
    this.ownsAll = ownsAll;
    this.budget = budget;
    this.slots = new Semaphore(budget.slots() + 1);
  }

  CpuBudget budget() {
    return budget;
  }

  FunctionIndex index() {
    return index;
  }

  /** The processes of its workers. */
  synchronized List<Long> pids() {
    return workers == null ? List.of() : workers.pids();
  }

  /** Ends {@link #work} soon. */
  void stop() {
    cancellation.cancel();
  }

  /**
   * Works until it is stopped.
   *
   * @throws IOException when the index cannot be read or written any more
   */
  void work() throws IOException, InterruptedException {
    long idleSince = System.nanoTime();
    try {
      while (!cancellation.isCancelled()) {
        if (failure != null) {
          throw failure;
        }
        if (budget.isPaused()) {
          budget.awaitResume(HEARTBEAT_MILLIS);
          continue;
        }
        Optional<ChangeQueue.Item> item = context.queue().take(HEARTBEAT_MILLIS);
        if (item.isPresent()) {
          isCompacted = false;
          begin(item.get());
          idleSince = System.nanoTime();
        } else if (context.queue().restIfEmpty()) {
          rest(System.nanoTime() - idleSince);
        } else {
          context.progress().progress(index);
          idleSince = System.nanoTime();
        }
      }
    } finally {
      cancellation.cancel();
      closeWorkers();
      awaitEnd();
    }
  }

  private void begin(ChangeQueue.Item item) throws IOException, InterruptedException {
    context.access().growing(true);
    switch (item) {
      case ChangeQueue.Item.Scan scan -> scan(scan.again());
      case ChangeQueue.Item.Open open -> start(open.path(), workers -> indexOpen(workers, open.path(), open.reading()));
      case ChangeQueue.Item.OnDisk onDisk -> start(onDisk.path(), workers -> indexOnDisk(workers, onDisk));
    }
  }

  /** Work on one file. */
  private interface Work {
    void in(IndexingWorkers workers) throws IOException;
  }

  private void start(Path path, Work work) throws IOException, InterruptedException {
    while (!slots.tryAcquire(HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS)) {
      context.progress().progress(index);
      if (cancellation.isCancelled()) {
        context.queue().done(path);
        return;
      }
    }
    IndexingWorkers own = workers();
    Thread.ofVirtual().name("index " + path.getFileName()).start(() -> {
      try {
        work.in(own);
      } catch (CancellationException e) {
        // The session ends; the next one reads the file again.
      } catch (IOException e) {
        failure = e;
      } catch (RuntimeException | Error e) {
        context.client().logFailure("indexing " + path + " failed", e);
      } finally {
        context.queue().done(path);
        slots.release();
      }
    });
  }

  private synchronized IndexingWorkers workers() throws IOException {
    if (workers == null) {
      workers = new IndexingWorkers(engine, index, budget, context.settings().get(), context.commands());
    }
    return workers;
  }

  private synchronized void closeWorkers() {
    if (workers != null) {
      workers.close();
      workers = null;
    }
  }

  /** Lists what there is, and drops what is in the index and not on disk any more. */
  private void scan(FileIndexer.Again again) throws IOException {
    IndexingWorkers own = workers();
    List<Path> found = new ArrayList<>();
    SourceFinder finder = new SourceFinder(context.isListed(), new SourceFinder.Visitor() {
      @Override
      public void source(Path file) {
        found.add(file);
        cancellation.check();
      }

      @Override
      public void unreadableFolder(Path folder, IOException cause) {
        context.client().trace("not indexed: " + folder + ": " + Failures.sentence(cause), Optional.empty());
      }

      @Override
      public void unreadableFile(Path file, IOException cause) {
        unreadableFolder(file, cause);
      }
    });
    List<Path> folders = context.folders().get().stream().map(folder -> folder.toAbsolutePath().normalize()).toList();
    try {
      folders.forEach(finder::walk);
    } catch (CancellationException e) {
      return; // the session ends
    }
    context.queue().scanned(found, again);
    Set<String> there = new HashSet<>();
    found.forEach(file -> there.add(file.toString()));
    context.queue().openFiles().forEach(file -> there.add(file.toString()));
    // A folder that is not there at all is on a disk that is not mounted, rather than empty.
    List<Path> absent = folders.stream().filter(folder -> !Files.isDirectory(folder)).toList();
    for (String file : own.indexer().files()) {
      if (!there.contains(file) && (ownsAll || FileIndexer.isBelow(file, folders)) && !FileIndexer.isBelow(file, absent)
          && FileIndexer.isDropped(file)) {
        own.commits().done(own.indexer().delete(Path.of(file)));
      }
    }
  }

  private void indexOpen(IndexingWorkers workers, Path path, Reading reading) throws IOException {
    if (!isWalked(path) || (reading.result().units().isEmpty() && !reading.result().problems().isEmpty())) {
      return; // while a text has errors, what it was before is the best that is known
    }
    awaitForeground();
    FileOutcome outcome = workers.indexer().index(path, reading.result(), unit -> known(reading, unit), cancellation);
    done(workers, outcome);
  }

  /** What the editor has had measured anyway. */
  private Optional<FunctionBody> known(Reading reading, Unit unit) {
    Optional<Advice> advice = context.advice().known(reading.request(unit)).advice()
        .filter(known -> known.isComplete() && known.prediction().isPresent());
    return advice.map(known -> FunctionMeasurer.ofAdvice(known, reading.engine().advisor().bundle().id()))
        .flatMap(result -> result instanceof FunctionMeasurer.Result.Measured made
            && made.body().bundleId().equals(index.bundleId()) ? Optional.of(made.body()) : Optional.empty());
  }

  /** What is open is being measured for the editor; the index takes over what was measured. */
  private void awaitForeground() {
    try {
      while (!context.advice().awaitIdle(HEARTBEAT_MILLIS)) {
        cancellation.check();
      }
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    }
  }

  private void indexOnDisk(IndexingWorkers workers, ChangeQueue.Item.OnDisk item) throws IOException {
    Path path = item.path();
    if (isWalked(path)) {
      FileOutcome outcome = workers.indexer().index(path, item.again(), cancellation);
      outcome.problems().stream().limit(1)
          .forEach(problem -> context.client().trace("indexing " + problem, Optional.empty()));
      done(workers, outcome);
      return;
    }
    // A folder, perhaps, that has been moved or deleted; of other things the index has nothing.
    for (String file : workers.indexer().files()) {
      if (FileIndexer.isBelow(file, List.of(path))) {
        done(workers, workers.indexer().index(Path.of(file), item.again(), cancellation));
      }
    }
  }

  private boolean isWalked(Path path) {
    return SourceFinder.isSource(path, context.isListed()) && context.folders().get().stream()
        .anyMatch(folder -> SourceFinder.isWalked(folder.toAbsolutePath().normalize(), path));
  }

  private void done(IndexingWorkers workers, FileOutcome outcome) throws IOException {
    if (workers.commits().done(outcome)) {
      context.access().changed();
    }
  }

  /** There is nothing to do: commits, says so, and after a while tidies up. */
  private void rest(long idleNanos) throws IOException {
    if (context.access().isGrowing() && idleNanos >= QUIET_NANOS) {
      if (workers().commits().commit()) {
        context.access().changed();
      }
      context.access().growing(false);
      context.progress().idle(index);
    }
    if (idleNanos >= KEEP_WORKERS_NANOS) {
      closeWorkers();
    }
    if (!isCompacted && idleNanos >= COMPACT_AFTER_NANOS) {
      isCompacted = true;
      IndexStatistics statistics = index.statistics();
      if (statistics.deleted() > Math.max(COMPACT_FROM_DELETED, (statistics.functions() + statistics.bodies()) / 4)) {
        index.compact();
        context.access().changed();
      }
    }
  }

  private void awaitEnd() throws InterruptedException {
    // Cancelled work ends within milliseconds; if it does not, the index can be closed under it all the same.
    if (slots.tryAcquire(budget.slots() + 1, 3, TimeUnit.SECONDS)) {
      slots.release(budget.slots() + 1);
    }
  }
}
