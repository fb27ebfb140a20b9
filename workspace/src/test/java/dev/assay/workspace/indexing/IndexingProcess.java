package dev.assay.workspace.indexing;

import dev.assay.Engine;
import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleReader;
import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.Device;
import dev.assay.index.FunctionIndex;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.pool.WorkerOptions;
import dev.assay.workspace.files.SourceFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Indexes a folder, commits after every file and says so: {@code BUNDLE INDEX FOLDER}. Made to be killed. */
final class IndexingProcess {
  private IndexingProcess() {}

  public static void main(String[] args) throws IOException {
    Bundle bundle = BundleReader.inFolder(Path.of(args[0]));
    IndexOpening opening = IndexFolder.open(args[1], IndexOptions.forBundle(bundle.id()));
    if (!(opening instanceof IndexOpening.Writable writable) || !writable.notices().isEmpty()) {
      System.out.println("not opened: " + opening);
      return;
    }
    try (
        Engine engine = new Engine(WorkerOptions.defaults().withWorkers(1), Duration.ofSeconds(30), bundle, Device.CPU);
        FunctionIndex index = writable.index()) {
      FileIndexer indexer = new FileIndexer(index, IndexingEngine.of(engine), CpuBudget.slots(1),
          file -> Optional.empty(), IndexDepth.EMBEDDING);
      CommitPolicy commits = new CommitPolicy(indexer::commit, Duration.ZERO, 1, System::nanoTime);
      for (Path file : files(Path.of(args[2]))) {
        FileOutcome outcome = indexer.index(file, FileIndexer.Again.NONE, Cancellation.never());
        commits.done(outcome);
        System.out.println(outcome.kind() + " " + file.getFileName());
      }
      System.out.println("END");
    }
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    new SourceFinder(file -> false, new SourceFinder.Visitor() {
      @Override
      public void source(Path file) {
        files.add(file);
      }

      @Override
      public void unreadableFolder(Path unreadable, IOException cause) {
        throw new IllegalStateException(cause);
      }

      @Override
      public void unreadableFile(Path unreadable, IOException cause) {
        throw new IllegalStateException(cause);
      }
    }).walk(folder);
    return files;
  }
}
