package dev.assay.cli.index;

import dev.assay.Engine;
import dev.assay.bundle.Bundle;
import dev.assay.cli.engine.CompilerOptions;
import dev.assay.cli.engine.EngineOptions;
import dev.assay.cli.engine.ModelOptions;
import dev.assay.cli.engine.Session;
import dev.assay.cli.input.FileUnit;
import dev.assay.cli.input.FunctionAddress;
import dev.assay.cli.input.Input;
import dev.assay.cli.input.InputReader;
import dev.assay.cli.run.ColorOption;
import dev.assay.cli.run.ExitStatus;
import dev.assay.cli.terminal.Console;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexOpening;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.source.Problem;
import dev.assay.workspace.indexing.FileIndexer;
import dev.assay.workspace.indexing.FunctionMeasurer;
import dev.assay.workspace.indexing.IndexDepth;
import dev.assay.workspace.indexing.IndexingEngine;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code assay similar}: the functions of an index that react to the optimiser as one does. */
@Command(name = "similar", sortOptions = false, header = "Find functions that react to the optimiser alike.",
    description = {"",
        "Looks in the index that 'assay index' or the editor made for the functions whose embeddings are nearest to "
            + "that of one function. Similarity is the cosine, 1 for the same reactions; \"by chance\" says how many "
            + "random pairs of such sizes are as similar. Gains are measured.",
        ""},
    footerHeading = "%nExamples:%n",
    footer = {"  assay similar src/list.c:42", "  assay similar src/list.c:list_insert --k 20 --json",
        "  assay similar --index solr:http://localhost:8983/solr/functions lib.ll:parse"})
public final class SimilarCommand implements Callable<Integer> {
  private final Console console;

  @Spec
  private CommandSpec spec;

  @Parameters(arity = "1", paramLabel = "FILE:LINE|FILE:NAME",
      description = "The function: a line of its definition, or its name.")
  private String function;

  @Mixin
  private IndexOptionsMixin indexOptions;

  @Option(names = "--k", paramLabel = "N", defaultValue = "10",
      description = "How many functions to find; 10 unless given.")
  private int rows;

  @Option(names = "--min-instructions", paramLabel = "N", defaultValue = "10",
      description = "Leave smaller functions out; 10 unless given.")
  private int minInstructions;

  @Option(names = "--json", description = "Print a JSON object for each function found, one per line.")
  private boolean json;

  @Mixin
  private ColorOption color;

  @Mixin
  private ModelOptions modelOptions;

  @Mixin
  private CompilerOptions compilerOptions;

  @Mixin
  private EngineOptions engineOptions;

  /** A command that prints to a console. */
  public SimilarCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (rows < 1 || rows > SimilarQuery.LARGEST_LIMIT) {
      throw new ParameterException(spec.commandLine(),
          "--k has to be from 1 to " + SimilarQuery.LARGEST_LIMIT + ", not " + rows);
    }
    if (minInstructions < 0) {
      throw new ParameterException(spec.commandLine(), "--min-instructions has to be at least 0");
    }
    FunctionAddress address = FunctionAddress.parse(function).orElseThrow(
        () -> new ParameterException(spec.commandLine(), "'" + function + "' is not FILE:LINE or FILE:NAME"));
    Bundle bundle = modelOptions.bundle();
    String location = indexOptions.holding(address.path()).orElseThrow(() -> new IOException("there is no index that "
        + address.file() + " is in; 'assay index DIR' makes one of the folder that it is in"));
    if (!bundle.hasEncoder()) {
      throw new IOException("bundle " + bundle.id() + " has no encoder, so nothing similar can be found; "
          + "--bundle names a bundle that has an encoder");
    }
    return switch (IndexOptionsMixin.openExisting(location, bundle)) {
      case IndexOpening.Writable writable -> {
        writable.notices().forEach(notice -> console.problem("assay similar: " + notice));
        yield find(writable.index(), address, bundle);
      }
      case IndexOpening.ReadOnly readOnly -> find(readOnly.reader(), address, bundle);
      case IndexOpening.OtherBundle other -> throw new IOException(other.sentence(IndexOptionsMixin.REBUILD));
    };
  }

  private Integer find(FunctionReader reader, FunctionAddress address, Bundle bundle) throws IOException {
    try (reader; Engine engine = engineOptions.engine(bundle, modelOptions.device());
        Session session = Session.measuring(engine, compilerOptions.compiler())) {
      Optional<FileUnit> unit = read(address, session);
      if (unit.isEmpty()) {
        return ExitStatus.INPUT_FAILED;
      }
      Optional<FunctionBody> body = body(reader, unit.get(), engine, session);
      if (body.isEmpty()) {
        return ExitStatus.INPUT_FAILED;
      }
      SimilarQuery query = SimilarQuery.of(body.get().embedding(), body.get().instructions()).withLimit(rows)
          .withMinInstructions(minInstructions)
          .withExcluded(new PlaceKey(FileIndexer.name(address.path()), unit.get().unit().name()));
      print(unit.get(), reader.search(query), reader, session);
      return ExitStatus.FINE;
    }
  }

  private Optional<FileUnit> read(FunctionAddress address, Session session) {
    InputReader reader = new InputReader(session, false, address.wanted());
    InputReader.Content content = reader.read(new Input(address.file(), address.path(), true), 0, 1);
    List<FileUnit> units = content.units().stream().filter(found -> address.isOf(found, content.outline())).toList();
    // A constructor's or destructor's variants are one function, overloads are several.
    List<String> names = units.stream().map(FileUnit::displayName).distinct().toList();
    boolean isExact = names.contains(address.name()) || units.stream().anyMatch(u -> u.name().equals(address.name()));
    if (address.line() == 0 && names.size() > 1 && !isExact) {
      report(new Problem(address.file(), 0, 0, "'" + address.name() + "' is the name of several functions: "
          + String.join(", ", names) + "; say which, with its parameters"));
      return Optional.empty();
    }
    Optional<FileUnit> unit = units.stream().filter(found -> !isExact || address.line() > 0
        || address.name().equals(found.name()) || address.name().equals(found.displayName())).findFirst();
    if (unit.isEmpty()) {
      content.problems().forEach(this::report);
      content.notes().forEach(this::report);
      report(missing(address, reader, content));
    }
    return unit;
  }

  private static Problem missing(FunctionAddress address, InputReader reader, InputReader.Content content) {
    if (address.line() == 0) {
      return reader.missing(address.file(), address.name());
    }
    boolean isRead = content.problems().isEmpty();
    return content.outline().functions().stream().filter(place -> isRead && place.lines().contains(address.line()))
        .findFirst().map(place -> InputReader.droppedBy(address.file(), place))
        .orElse(new Problem(address.file(), address.line(), 0, "no function is defined on this line"));
  }

  /** What is known of the function; it is measured where the index does not know its IR. */
  private Optional<FunctionBody> body(FunctionReader reader, FileUnit unit, Engine engine, Session session)
      throws IOException {
    Optional<FunctionBody> known = reader.findBody(unit.unit().hash());
    if (known.isPresent()) {
      return known;
    }
    FunctionMeasurer measurer = new FunctionMeasurer(IndexingEngine.of(engine));
    return switch (measurer.measure(unit.unit(), IndexDepth.EMBEDDING, session.cancellation())) {
      case FunctionMeasurer.Result.Measured made -> Optional.of(made.body());
      case FunctionMeasurer.Result.LeftOut left -> {
        report(new Problem(unit.file(), unit.line(), 0, unit.displayName() + " cannot be compared: " + left.reason()));
        yield Optional.empty();
      }
    };
  }

  private void print(FileUnit unit, List<SimilarFunction> found, FunctionReader reader, Session session)
      throws IOException {
    List<String> symbols =
        found.stream().flatMap(row -> row.places().stream()).map(place -> place.key().name()).toList();
    Map<String, String> names = session.demangler().names(symbols, session.cancellation());
    if (json) {
      found.forEach(row -> console.line(SimilarJson.line(row, names)));
      return;
    }
    boolean isMeasured = found.stream().anyMatch(row -> row.body().measurements().afterOz().isPresent());
    SimilarTable table = new SimilarTable(color.style(console), console.terminal().width(), names, isMeasured);
    table.lines(unit, found, reader.statistics().functions(), minInstructions).forEach(console::line);
  }

  private void report(Problem problem) {
    console.problem(problem.toString());
  }
}
