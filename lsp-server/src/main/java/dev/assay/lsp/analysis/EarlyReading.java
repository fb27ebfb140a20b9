package dev.assay.lsp.analysis;

import dev.assay.Engine;
import dev.assay.build.FileBuild;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.FirstUnit;
import dev.assay.ir.ReadResult;
import dev.assay.ir.SourceReader;
import dev.assay.ir.Unit;
import dev.assay.lsp.settings.Settings;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Reads one text of a document, and gives the document the function that the user looks at before the others have been
 * taken out of their file. One thread.
 */
final class EarlyReading implements FirstUnit {
  private final OpenDocument document;
  private final AnalysisContext context;
  private final TextSnapshot text;
  private final int version;
  private final SourceFile source;
  private final EngineHolder.Start engines;
  private final Cancellation cancellation;
  private Optional<String> name = Optional.empty();
  private Optional<FileBuild> build = Optional.empty();

  /** Reads nothing yet. */
  EarlyReading(OpenDocument document, AnalysisContext context, TextSnapshot text, int version, SourceFile source,
      EngineHolder.Start engines, Cancellation cancellation) {
    this.document = document;
    this.context = context;
    this.text = text;
    this.version = version;
    this.source = source;
    this.engines = engines;
    this.cancellation = cancellation;
  }

  /**
   * Reads the text.
   *
   * @throws CancellationException when cancelled
   * @throws java.util.concurrent.CompletionException when there is no engine
   */
  ReadResult read() {
    SourceReader reader = engines.reader().join();
    try {
      ReadResult result = reader.functions(source, Set.of(), this, cancellation);
      return result.isWorkerLost() ? reader.functions(source, Set.of(), cancellation) : result;
    } catch (CancellationException e) {
      cancellation.check();
      engines.engine().join(); // which says why there are no workers any more
      throw e;
    }
  }

  /** The build of the text, where it has been begun. */
  Optional<FileBuild> build() {
    return build;
  }

  @Override
  public Optional<String> name() {
    name = document.lookedAt(text);
    return name;
  }

  @Override
  public void unit(Unit unit) {
    if (name.filter(asked -> unit.isCalled(asked)).isEmpty()) {
      return;
    }
    Engine engine = engines.measuring().join();
    Settings settings = context.settings().get();
    ReadResult result = ReadResult.of(List.of(unit), List.of());
    FileBuild begun = document.build(source, result, engine);
    build = Optional.of(begun);
    document.acceptEarly(Reading.early(version, result, engine, begun, settings.probesEnabled(), settings.objective()),
        unit, cancellation);
  }
}
