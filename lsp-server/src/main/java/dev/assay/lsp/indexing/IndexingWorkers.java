package dev.assay.lsp.indexing;

import dev.assay.Engine;
import dev.assay.index.FunctionIndex;
import dev.assay.lsp.settings.Settings;
import dev.assay.pool.WorkerPool;
import dev.assay.source.CompileCommand;
import dev.assay.workspace.indexing.CommitPolicy;
import dev.assay.workspace.indexing.CpuBudget;
import dev.assay.workspace.indexing.FileIndexer;
import dev.assay.workspace.indexing.IndexDepth;
import dev.assay.workspace.indexing.IndexingEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Worker processes for indexing alone, and what reads files with them: the engine's own stay free for hovers. There are
 * only as many as the cap on CPU use allows. Closed when there has been nothing to do for a while.
 */
final class IndexingWorkers implements AutoCloseable {
  private final WorkerPool pool;
  private final FileIndexer indexer;
  private final CommitPolicy commits;

  /**
   * Makes the pool; its workers start when first needed.
   *
   * @throws IOException when the index cannot be read, or there can be no workers
   */
  IndexingWorkers(Engine engine, FunctionIndex index, CpuBudget budget, Settings settings,
      Function<Path, Optional<CompileCommand>> commands) throws IOException {
    pool = new WorkerPool(settings.workerOptions().withWorkers(budget.slots()), engine.pool().llvm());
    try {
      IndexDepth depth = settings.index().measure() ? IndexDepth.PASSES : IndexDepth.EMBEDDING;
      indexer =
          new FileIndexer(index, IndexingEngine.with(pool, engine, settings.unitLimit()), budget, commands, depth);
    } catch (IOException | RuntimeException e) {
      pool.close();
      throw e;
    }
    commits = CommitPolicy.usual(indexer);
  }

  FileIndexer indexer() {
    return indexer;
  }

  CommitPolicy commits() {
    return commits;
  }

  List<Long> pids() {
    return pool.pids();
  }

  /** Kills the workers; what they work on is cancelled. */
  @Override
  public void close() {
    pool.close();
  }
}
