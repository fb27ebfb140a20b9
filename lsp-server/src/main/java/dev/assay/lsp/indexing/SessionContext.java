package dev.assay.lsp.indexing;

import dev.assay.index.FunctionReader;
import dev.assay.lsp.analysis.AdviceService;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.settings.Settings;
import dev.assay.source.CompileCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a session needs: everything that outlives it.
 *
 * @param queue which files are to be read
 * @param access the way to the index for queries, which is told when answers may change
 * @param advice measures what is open, which comes first
 * @param client is told what goes wrong
 * @param settings what is set now
 * @param folders the workspace's folders
 * @param commands how the project compiles a file; never throws
 * @param isListed whether the project compiles a header by itself
 * @param progress is told how far the work is
 */
record SessionContext(ChangeQueue queue, IndexAccess access, AdviceService advice, ClientPort client,
    Supplier<Settings> settings, Supplier<List<Path>> folders, Function<Path, Optional<CompileCommand>> commands,
    Predicate<Path> isListed, ProgressListener progress) {
  /** Is told how far the work is. */
  interface ProgressListener {
    /** Work goes on; called often. */
    void progress(FunctionReader index);

    /** There is nothing to do. */
    void idle(FunctionReader index);
  }
}
