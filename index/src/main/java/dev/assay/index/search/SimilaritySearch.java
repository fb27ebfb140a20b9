package dev.assay.index.search;

import dev.assay.index.FunctionBody;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers the rows of a result. */
public final class SimilaritySearch {
  private SimilaritySearch() {}

  /**
   * Answers a query. Where candidates turn out to have no place that passes the filters, more are asked for, each time
   * twice as many, until there are enough rows or no more candidates.
   *
   * @throws IOException when the index cannot be read
   */
  public static List<SimilarFunction> run(CandidateSource index, SimilarQuery query) throws IOException {
    List<BodyHit> found = new ArrayList<>();
    Map<String, Places> places = new HashMap<>();
    Set<String> seen = new HashSet<>();
    int wanted = query.limit() + (query.excluded().isPresent() ? 1 : 0);
    boolean isExhausted = false;
    while (found.size() < query.limit() && !isExhausted) {
      List<BodyHit> nearest = index.nearest(query, wanted, seen);
      isExhausted = nearest.size() < wanted;
      wanted = Math.min(2 * wanted, SimilarQuery.LARGEST_LIMIT);
      List<String> hashes = nearest.stream().map(BodyHit::unitHash).toList();
      seen.addAll(hashes);
      places.putAll(index.places(hashes, query));
      nearest.stream().filter(body -> places.containsKey(body.unitHash())).forEach(found::add);
    }
    List<BodyHit> best = found.stream().sorted().limit(query.limit()).toList();
    Map<String, FunctionBody> bodies = index.bodies(best.stream().map(BodyHit::unitHash).toList());
    PairDistribution pairs = index.pairs();
    List<SimilarFunction> rows = new ArrayList<>();
    for (BodyHit candidate : best) {
      FunctionBody body = bodies.get(candidate.unitHash());
      if (body != null) {
        Places of = places.get(candidate.unitHash());
        rows.add(new SimilarFunction(body, of.first(), of.count(), candidate.similarity(),
            pairs.significance(candidate.similarity(), query.instructions(), body.instructions())));
      }
    }
    return rows;
  }
}
