package dev.assay.lsp.commands;

import dev.assay.Engine;
import dev.assay.advice.Objective;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.DocumentAddress;
import dev.assay.lsp.analysis.Documents;
import dev.assay.lsp.analysis.EngineHolder;
import dev.assay.lsp.analysis.Failures;
import dev.assay.lsp.analysis.FunctionLocator;
import dev.assay.lsp.analysis.OpenDocument;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.analysis.Reading;
import dev.assay.lsp.text.FunctionMap;
import dev.assay.lsp.text.Language;
import dev.assay.lsp.text.TextSnapshot;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/**
 * Finds the unit of a function that a client means: in the text of an open editor, else in the file. Waits
 * for the document to be read, so it is for threads of their own. Thread-safe.
 */
public final class FunctionResolver {
  /** How late a cancelled request may notice that, while it waits for a document. */
  private static final long CANCELLATION_CHECK_MILLIS = 100;
  private static final long MOST_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final Documents documents;
  private final EngineHolder engines;
  private final Function<Path, Optional<CompileCommand>> commands;

  /**
   * A resolver.
   *
   * @param documents what is open
   * @param engines where the engine is
   * @param commands how the project compiles a file; never throws
   */
  public FunctionResolver(Documents documents, EngineHolder engines,
      Function<Path, Optional<CompileCommand>> commands) {
    this.documents = documents;
    this.engines = engines;
    this.commands = commands;
  }

  /**
   * A function that was found.
   *
   * @param address the document that it is in
   * @param reading the result of reading it; its engine measures the unit
   * @param unit the function
   */
  public record Resolved(DocumentAddress address, Reading reading, Unit unit) {
    /** The lines of the function, where they are known. */
    public Optional<Range> range() {
      return unit.range().map(lines -> lines(lines.firstLine(), lines.lastLine()));
    }
  }

  /**
   * A file that was found.
   *
   * @param address the document
   * @param reading the result of reading it
   */
  public record ResolvedFile(DocumentAddress address, Reading reading) {}

  /** Whole lines as a range of the protocol; both counted from 1 and included. */
  public static Range lines(int first, int last) {
    return new Range(new Position(first - 1, 0), new Position(last, 0));
  }

  /**
   * Finds a function.
   *
   * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException with a sentence, when there is no such function or its
   *     document cannot be read
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public Resolved resolve(FunctionRef ref, Cancellation cancellation) {
    Optional<OpenDocument> open = documents.find(ref.uri());
    return open.isPresent() && open.get().language().isPresent() ? inDocument(ref, open.get(), cancellation)
        : inFile(ref, cancellation);
  }

  /**
   * Finds a file: the text of an open editor, else what is on the disk.
   *
   * @throws org.eclipse.lsp4j.jsonrpc.ResponseErrorException with a sentence, when it cannot be read
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public ResolvedFile file(String uri, Cancellation cancellation) {
    Optional<OpenDocument> open = documents.find(uri);
    if (open.isPresent() && open.get().language().isPresent()) {
      return new ResolvedFile(open.get().address(), read(open.get(), cancellation).reading().orElseThrow());
    }
    FileText file = fileText(uri);
    return new ResolvedFile(file.address, read(file, cancellation));
  }

  private static Resolved inDocument(FunctionRef ref, OpenDocument document, Cancellation cancellation) {
    View view = read(document, cancellation);
    Reading reading = view.reading().orElseThrow();
    Optional<String> name =
        ref.name().or(() -> named(FunctionLocator.of(view), view.text(), ref.position().orElseThrow()));
    return new Resolved(document.address(), reading, unit(ref, reading, name));
  }

  /** What a document is, once its newest text has been read. */
  private static View read(OpenDocument document, Cancellation cancellation) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MOST_MILLIS);
    while (true) {
      View view = document.view().orElseThrow();
      if (view.reading().filter(reading -> reading.version() == view.version()).isPresent()) {
        return view;
      }
      if (view.failure().isPresent()) {
        throw Arguments.failed("the document cannot be read: " + view.failure().get());
      }
      if (System.nanoTime() > deadline) {
        throw Arguments.failed("the document has not been read within " + MOST_MILLIS / 1000 + " s; try again");
      }
      cancellation.check();
      try {
        document.awaitRead(CANCELLATION_CHECK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Arguments.failed("interrupted while the document is read");
      }
    }
  }

  private record FileText(DocumentAddress address, Path path, byte[] content, Optional<Language> language) {}

  private Resolved inFile(FunctionRef ref, Cancellation cancellation) {
    FileText file = fileText(ref.uri());
    Reading reading = read(file, cancellation);
    Optional<String> name = ref.name();
    if (name.isEmpty()) {
      TextSnapshot text = TextSnapshot.of(new String(file.content, StandardCharsets.UTF_8));
      Language of = file.language.orElseThrow(
          () -> Arguments.invalid("a position needs text; in " + file.address.name() + " give 'name' instead"));
      name = named(FunctionLocator.of(text, FunctionMap.of(of, text), reading), text, ref.position().orElseThrow());
    }
    return new Resolved(file.address, reading, unit(ref, reading, name));
  }

  private static FileText fileText(String uri) {
    DocumentAddress address = DocumentAddress.of(uri);
    Path path =
        address.file().orElseThrow(() -> Arguments.failed("'" + uri + "' is neither open nor a file of this machine"));
    try {
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        throw Arguments.failed(path + " is not a regular file"); // a pipe would never end
      }
      if (Files.size(path) > SourceFile.LARGEST_BYTES) {
        throw Arguments.failed(path + " " + SourceFile.TOO_LARGE);
      }
      return new FileText(address, path, Files.readAllBytes(path), Language.of(address.name(), ""));
    } catch (IOException | SecurityException e) {
      throw Arguments.failed(path + " cannot be read: " + e.getMessage());
    }
  }

  private Reading read(FileText file, Cancellation cancellation) {
    Optional<CompileCommand> command =
        file.language.filter(Language::isCompiled).isPresent() ? commands.apply(file.path) : Optional.empty();
    Engine engine = engine();
    SourceFile source = new SourceFile(file.path, file.content, command);
    ReadResult result = engine.reader().functions(source, Set.of(), cancellation);
    return Reading.of(0, result, engine, engine.builds().of(source, result), true, Objective.BYTES);
  }

  private Engine engine() {
    try {
      return engines.engine().join();
    } catch (CompletionException e) {
      throw Arguments.failed(Failures.sentence(e));
    }
  }

  /** The name of the function that a position means. */
  private static Optional<String> named(FunctionLocator functions, TextSnapshot text, Position position) {
    return functions.at(text.offset(position.getLine(), position.getCharacter()))
        .map(found -> found.unit().map(Unit::name).orElse(found.text().name()));
  }

  private static Unit unit(FunctionRef ref, Reading reading, Optional<String> name) {
    String wanted = name.orElseThrow(() -> Arguments.failed("there is no function at this position"));
    return reading.unit(wanted)
        .orElseThrow(() -> Arguments.failed(reading.result().problems().isEmpty()
            ? "the compiler makes no code of a function '" + wanted + "' in " + ref.uri()
            : "'" + wanted + "' cannot be measured, since its file has errors: " + reading.result().problems().get(0)));
  }
}
