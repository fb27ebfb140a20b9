package dev.assay.lsp.action;

import dev.assay.Engine;
import dev.assay.advice.Advice;
import dev.assay.build.FileBuild;
import dev.assay.concurrent.Cancellation;
import dev.assay.ir.ReadResult;
import dev.assay.ir.Unit;
import dev.assay.lsp.analysis.DocumentAddress;
import dev.assay.lsp.analysis.FunctionFigures;
import dev.assay.lsp.analysis.OpenDocument.View;
import dev.assay.lsp.lens.FunctionPlaces.Place;
import dev.assay.lsp.text.Language;
import dev.assay.source.CompileCommand;
import dev.assay.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The function that actions are asked for, and the means to try them on a copy.
 *
 * @param view the document as it was when asked
 * @param place the function in it; its unit is of this very text
 * @param figures what was measured of it, complete
 * @param command how the project compiles the document, where it says so
 * @param cancellation is cancelled when the actions are no longer wanted
 */
record Subject(DocumentAddress address, Language language, View view, Place place, FunctionFigures figures,
    Optional<CompileCommand> command, Cancellation cancellation) {
  Engine engine() {
    return place.reading().engine();
  }

  /** What the IR calls it. */
  String symbol() {
    return place.unit().name();
  }

  /** What people are shown for it. */
  String name() {
    return place.unit().displayName();
  }

  Advice advice() {
    return figures.advice().orElseThrow();
  }

  /** The build of the text as it is. */
  FileBuild build() {
    return place.reading().build();
  }

  /** The build that the document would have with another text. */
  FileBuild build(String text, ReadResult read) {
    return engine().builds().of(source(text), read);
  }

  Unit unit() {
    return place.unit();
  }

  /** The path that the reader knows the document by. */
  Path path() {
    return address.pathFor(language);
  }

  private SourceFile source(String text) {
    return new SourceFile(path(), text.getBytes(StandardCharsets.UTF_8), command);
  }

  /** What the document would be read as with another text: its functions. */
  ReadResult functions(String text) {
    return engine().reader().functions(source(text), Set.of(), cancellation);
  }

  /** The document with another text as one unit; empty where that text has errors. */
  Optional<Unit> program(String text) {
    ReadResult result = engine().reader().program(source(text), cancellation);
    return result.problems().isEmpty() ? result.units().stream().findFirst() : Optional.empty();
  }

  /** This function in another text; empty where that text has errors or no such function. */
  Optional<Unit> function(String text) {
    ReadResult result = engine().reader().functions(source(text), Set.of(symbol()), cancellation);
    return result.problems().isEmpty()
        ? result.units().stream().filter(found -> found.name().equals(symbol())).findFirst() : Optional.empty();
  }

  /** Whether the verifier accepts what a pipeline leaves of a unit. */
  boolean holds(Unit of, String pipeline) {
    return engine().advisor().textAfter(of, pipeline, cancellation).isPresent();
  }

  /** The functions of the text as it is. */
  List<Unit> units() {
    return place.reading().result().units();
  }
}
