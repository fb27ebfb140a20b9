package dev.assay.lsp.similar;

import com.google.gson.JsonObject;
import dev.assay.concurrent.Cancellation;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexedFile;
import dev.assay.index.IndexedFunction;
import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.indexing.IndexAccess;
import dev.assay.lsp.protocol.FunctionMap;
import dev.assay.lsp.protocol.IndexStatus;
import dev.assay.lsp.protocol.MapPoint;
import dev.assay.lsp.similar.ReadableNames.Names;
import dev.assay.workspace.indexing.FunctionMeasurer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The request {@code assay/map}: where functions lie among all functions, in a plane. */
public final class FunctionMapRequest {
  private static final int USUAL_POINTS = 5_000;
  private static final int MOST_POINTS = 50_000;

  private final IndexAccess access;
  private final Supplier<IndexStatus> status;
  private final ReadableNames names;

  /**
   * The request.
   *
   * @param access where the index is
   * @param status how the index is, to say why there is none
   * @param names what people are shown for symbols
   */
  public FunctionMapRequest(IndexAccess access, Supplier<IndexStatus> status, ReadableNames names) {
    this.access = access;
    this.status = status;
    this.names = names;
  }

  /** Answers it. */
  public CompletableFuture<Object> answer(JsonObject params, Cancellation cancellation) {
    int limit = Arguments.number(params, "limit", 1, MOST_POINTS, USUAL_POINTS);
    try {
      return CompletableFuture
          .completedFuture(access.query(reader -> map(reader, limit, cancellation)).orElseThrow(() -> {
            String reason = status.get().message();
            return Arguments.failed("there is no index to make a map of" + (reason == null ? "" : ": " + reason));
          }));
    } catch (IOException e) {
      throw Arguments.failed("the index cannot be read: " + e.getMessage());
    }
  }

  private FunctionMap map(FunctionReader reader, int limit, Cancellation cancellation) throws IOException {
    long total = reader.statistics().functions();
    List<IndexedFunction> shown = sample(reader, total, limit, cancellation);
    double[][] places =
        PrincipalComponents.project(shown.stream().map(one -> one.body().embedding().toArray()).toList());
    Names readable = names.of(shown.stream().map(IndexedFunction::place).toList(), cancellation);
    List<MapPoint> points = new ArrayList<>(shown.size());
    for (int i = 0; i < shown.size(); i++) {
      points.add(point(shown.get(i), places[i], readable));
    }
    return new FunctionMap(points, total, points.size(), reader.bundleId());
  }

  /** Every n-th function by file and name, so that the same index gives the same map. */
  private static List<IndexedFunction> sample(FunctionReader reader, long total, int limit, Cancellation cancellation)
      throws IOException {
    List<IndexedFunction> sample = new ArrayList<>();
    long seen = 0;
    for (IndexedFile file : reader.files()) {
      cancellation.check();
      // Whether one of these functions is drawn can be told without reading them.
      if (drawn(seen + file.functions(), total, limit) > sample.size()) {
        for (IndexedFunction function : reader.functionsOf(file.file())) {
          seen++;
          if (drawn(seen, total, limit) > sample.size() && sample.size() < limit) {
            sample.add(function);
          }
        }
      } else {
        seen += file.functions();
      }
    }
    return sample;
  }

  /** How many of the first functions are drawn. */
  private static long drawn(long first, long total, int limit) {
    return total <= limit ? first : first * limit / total;
  }

  private static MapPoint point(IndexedFunction function, double[] place, Names shown) {
    FunctionPlace where = function.place();
    FunctionBody body = function.body();
    OptionalInt oz = body.measurements().afterOz();
    return new MapPoint(place[0], place[1], where.key().name(), shown.of(where), Places.uri(where.key().file()),
        where.lines().map(lines -> lines.first()).orElse(null), body.instructions(),
        FunctionMeasurer.bestPass(body.measurements()).filter(best -> best.instructions() < body.instructions())
            .map(best -> best.pass().name()).orElse(null),
        oz.isEmpty() || body.instructions() == 0 ? null
            : (Double) ((body.instructions() - oz.getAsInt()) / (double) body.instructions()));
  }
}
