package dev.assay.lsp.similar;

import com.google.gson.JsonObject;
import dev.assay.concurrent.Cancellation;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.FunctionReader;
import dev.assay.index.Measurements;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.commands.Commands;
import dev.assay.lsp.commands.FunctionRef;
import dev.assay.lsp.commands.FunctionResolver;
import dev.assay.lsp.commands.FunctionResolver.Resolved;
import dev.assay.lsp.indexing.IndexAccess;
import dev.assay.lsp.protocol.AskedFunction;
import dev.assay.lsp.protocol.BestPass;
import dev.assay.lsp.protocol.BestPipeline;
import dev.assay.lsp.protocol.IndexStatus;
import dev.assay.lsp.protocol.Place;
import dev.assay.lsp.protocol.Significance;
import dev.assay.lsp.protocol.SimilarFunctions;
import dev.assay.lsp.protocol.SimilarRow;
import dev.assay.lsp.settings.Settings;
import dev.assay.lsp.similar.ReadableNames.Names;
import dev.assay.workspace.indexing.FileIndexer;
import dev.assay.workspace.indexing.FunctionMeasurer;
import dev.assay.workspace.indexing.IndexDepth;
import dev.assay.workspace.indexing.IndexingEngine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;

/** The command {@code assay.findSimilar}. */
public final class FindSimilar implements Commands.Handler {
  private static final String LOCATIONS = "locations";
  private static final int MOST_ROWS = 1_000;

  private final FunctionResolver functions;
  private final IndexAccess access;
  private final Supplier<IndexStatus> status;
  private final Supplier<Settings> settings;
  private final ReadableNames names;

  /**
   * The command.
   *
   * @param functions finds the function that is asked about
   * @param access where the index is
   * @param status how the index is, to say why there is none
   * @param settings what holds where the argument does not say
   * @param names what people are shown for symbols
   */
  public FindSimilar(FunctionResolver functions, IndexAccess access, Supplier<IndexStatus> status,
      Supplier<Settings> settings, ReadableNames names) {
    this.functions = functions;
    this.access = access;
    this.status = status;
    this.settings = settings;
    this.names = names;
  }

  @Override
  public CompletableFuture<Object> run(JsonObject argument, Cancellation cancellation) {
    boolean asLocations = Arguments.word(argument, "format", List.of("rows", LOCATIONS)).equals(LOCATIONS);
    int limit = Arguments.number(argument, "limit", 1, MOST_ROWS, settings.get().index().limit());
    int least =
        Arguments.number(argument, "minInstructions", 0, Integer.MAX_VALUE, settings.get().index().minInstructions());
    Resolved asked = functions.resolve(FunctionRef.of(argument), cancellation);
    try {
      FunctionBody body = body(asked, cancellation);
      SimilarQuery query =
          SimilarQuery.of(body.embedding(), body.instructions()).withLimit(limit).withMinInstructions(least);
      Optional<PlaceKey> itself =
          asked.address().file().map(file -> new PlaceKey(FileIndexer.name(file), asked.unit().name()));
      SimilarQuery others = itself.isPresent() ? query.withExcluded(itself.get()) : query;
      return CompletableFuture.completedFuture(
          access.query(reader -> answer(asked, others, reader, asLocations, cancellation)).orElseThrow(this::noIndex));
    } catch (IOException e) {
      throw Arguments.failed("the index cannot be read: " + e.getMessage());
    }
  }

  private RuntimeException noIndex() {
    IndexStatus now = status.get();
    return Arguments.failed(
        "there is no index to search: " + (now.message() == null ? "it is being opened; try again" : now.message()));
  }

  /** What is known of the function; it is measured where the index does not know its IR. */
  private FunctionBody body(Resolved asked, Cancellation cancellation) throws IOException {
    Optional<FunctionBody> known = access.query(reader -> {
      if (!reader.bundleId().equals(asked.reading().engine().advisor().bundle().id())) {
        throw Arguments.failed("the index is of another bundle, " + reader.bundleId());
      }
      return reader.findBody(asked.unit().hash());
    }).orElseThrow(this::noIndex);
    if (known.isPresent()) {
      return known.get();
    }
    FunctionMeasurer measurer = new FunctionMeasurer(IndexingEngine.of(asked.reading().engine()));
    return switch (measurer.measure(asked.unit(), IndexDepth.EMBEDDING, cancellation)) {
      case FunctionMeasurer.Result.Measured made -> made.body();
      case FunctionMeasurer.Result.LeftOut left ->
        throw Arguments.failed("'" + asked.unit().name() + "' cannot be compared: " + left.reason());
    };
  }

  private Object answer(Resolved asked, SimilarQuery query, FunctionReader reader, boolean asLocations,
      Cancellation cancellation) throws IOException {
    List<SimilarFunction> found = reader.search(query);
    if (asLocations) {
      return locations(found);
    }
    long indexed = reader.statistics().functions();
    AskedFunction function = new AskedFunction(asked.unit().name(), asked.unit().displayName(), asked.address().uri(),
        asked.range().orElse(null), asked.unit().instructionCount());
    Names shown = names.of(found.stream().flatMap(row -> row.places().stream()).toList(), cancellation);
    return new SimilarFunctions(function, found.stream().map(row -> row(row, shown)).toList(), indexed, note(found));
  }

  /** The places that have lines, most similar first; for clients with nothing better. */
  private static List<Location> locations(List<SimilarFunction> found) {
    List<Location> locations = new ArrayList<>();
    for (SimilarFunction row : found) {
      for (FunctionPlace place : row.places()) {
        Range range = Places.range(place).orElseGet(() -> new Range(new Position(0, 0), new Position(0, 0)));
        locations.add(new Location(Places.uri(place.key().file()), new Range(range.getStart(), range.getStart())));
      }
    }
    return locations;
  }

  private String note(List<SimilarFunction> found) {
    if (status.get().state() == IndexStatus.State.INDEXING) {
      return "functions are still being indexed; there may be more";
    }
    return found.isEmpty() ? "the index has no other function of this size" : null;
  }

  private static SimilarRow row(SimilarFunction found, Names shown) {
    FunctionBody body = found.body();
    int before = body.instructions();
    Measurements measured = body.measurements();
    FunctionPlace first = found.places().get(0);
    OptionalInt oz = measured.afterOz();
    Optional<BestPipeline> pipeline = measured.bestPipeline()
        .map(best -> new BestPipeline(best.passes(), best.instructions(), gain(before, best.instructions())));
    Optional<BestPass> pass = FunctionMeasurer.bestPass(measured).filter(best -> best.instructions() < before)
        .map(best -> new BestPass(best.pass().name(), best.instructions()));
    return new SimilarRow(first.key().name(), shown.of(first), Places.uri(first.key().file()),
        Places.range(first).orElse(null), first.language(), before, found.similarity(),
        found.significance().map(chance -> new Significance(chance.share(), chance.pairs(), chance.strength()))
            .orElse(null),
        found.placeCount(), found.places().stream().map(place -> place(place, shown)).toList(),
        oz.isPresent() ? (Integer) oz.getAsInt() : null, oz.isPresent() ? (Double) gain(before, oz.getAsInt()) : null,
        pipeline.orElse(null), pass.orElse(null),
        SimilarWording.of(before, found.similarity(), found.significance(), oz, pipeline, pass));
  }

  private static Place place(FunctionPlace place, Names shown) {
    return new Place(place.key().name(), shown.of(place), Places.uri(place.key().file()),
        Places.range(place).orElse(null));
  }

  private static double gain(int before, int after) {
    return before == 0 ? 0 : (before - after) / (double) before;
  }
}
