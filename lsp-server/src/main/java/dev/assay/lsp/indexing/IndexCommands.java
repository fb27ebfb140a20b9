package dev.assay.lsp.indexing;

import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.commands.Commands;
import dev.assay.lsp.protocol.Acknowledgement;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** The commands that have to do with the index as a whole. */
public final class IndexCommands {
  private IndexCommands() {}

  /** Registers {@code assay.reindex}, {@code cleanIndex}, {@code pauseIndexing} and {@code resumeIndexing}. */
  public static void register(Commands commands, BackgroundIndexer indexing) {
    commands.register("assay.reindex", (argument, cancellation) -> {
      indexing.reindex();
      return answer(indexing.isOpen() ? "All files are read again in the background."
          : "There is no index to write to just now; files are read again when there is.");
    });
    commands.register("assay.cleanIndex", (argument, cancellation) -> {
      try {
        indexing.clean();
      } catch (IOException e) {
        throw Arguments.failed(e.getMessage());
      }
      return answer("The index has been cleaned; it is filled again in the background.");
    });
    commands.register("assay.pauseIndexing", (argument, cancellation) -> {
      indexing.pause();
      return answer("Indexing is paused.");
    });
    commands.register("assay.resumeIndexing", (argument, cancellation) -> {
      indexing.resume();
      return answer("Indexing goes on.");
    });
  }

  private static CompletableFuture<Object> answer(String message) {
    return CompletableFuture.completedFuture(new Acknowledgement(message));
  }
}
