package dev.assay.lsp.watch;

import dev.assay.index.FunctionReader;
import dev.assay.lsp.analysis.AdviceService;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.settings.Settings;
import dev.assay.source.CompileCommand;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a session needs to work.
 *
 * @param queue what is to be looked at
 * @param access who looks things up meanwhile
 * @param advice measures what is open, which comes first
 * @param client is told what goes wrong
 * @param settings what is set now
 * @param folders the workspace's folders
 * @param commands how the project compiles a file; never throws
 * @param tell is told how far the work is
 */
record IndexingContext(ChangeQueue queue, IndexAccess access, AdviceService advice, ClientPort client,
    Supplier<Settings> settings, Supplier<List<Path>> folders, Function<Path, Optional<CompileCommand>> commands,
    Telling tell) {
  /** Is told how far the work is. */
  interface Telling {
    /** Work goes on; is told often. */
    void progress(FunctionReader index);

    /** There is nothing to do. */
    void idle(FunctionReader index);
  }
}
