package dev.assay.index.solr;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.index.search.BodyHit;
import dev.assay.index.search.CandidateSource;
import dev.assay.index.search.PairDistribution;
import dev.assay.index.search.PairSample;
import dev.assay.index.search.Places;
import dev.assay.index.search.SampledBody;
import dev.assay.index.search.SizeBand;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.solr.client.solrj.response.Group;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.params.ModifiableSolrParams;

/** Searches a collection. Safe for use by several threads. */
final class SolrCandidates implements CandidateSource {
  /** What Solr calls how near a hit is; not a field of ours. */
  private static final String SCORE = "score";

  private final SolrConnection connection;
  private final SolrContents contents;
  private final int searchWidth;
  private final PairSample pairSample = new PairSample();
  private PairDistribution pairs = pairSample.distribution(List.of());
  private String drawnAt = "";

  SolrCandidates(SolrConnection connection, SolrContents contents, int searchWidth) {
    this.connection = connection;
    this.contents = contents;
    this.searchWidth = searchWidth;
  }

  @Override
  public List<BodyHit> nearest(SimilarQuery query, int count, Set<String> without) throws IOException {
    float[] values = query.embedding().toArray();
    String vector = IntStream.range(0, values.length).mapToObj(i -> Float.toString(values[i]))
        .collect(Collectors.joining(",", "[", "]"));
    ModifiableSolrParams parameters = SolrConnection.parameters("q",
        "{!knn f=" + SolrFields.VECTOR + " topK=" + Math.max(count, searchWidth) + "}" + vector, "fl",
        SolrFields.list(SolrFields.HASH, SCORE), "rows", Integer.toString(count), "fq",
        SolrFields.range(SolrFields.INSTRUCTIONS, query.minInstructions(), "*"));
    if (!without.isEmpty()) {
      parameters.add("fq", "{!bool must='*:*' must_not=$seen}");
      parameters.set("seen", SolrConnection.anyHash(without));
    }
    if (query.filtersPlaces()) {
      // A body and its places are on one shard, so each shard joins its own.
      parameters.add("fq", "{!join from=" + SolrFields.HASH + " to=" + SolrFields.HASH + " v=$places}");
      parameters.set("places", "{!bool" + placeClauses(query, parameters) + "}");
    }
    List<BodyHit> found = new ArrayList<>();
    for (SolrDocument document : connection.query(parameters).getResults()) {
      double score = ((Number) document.getFieldValue(SCORE)).doubleValue();
      // Lucene's score of a dot product is (1 + it) / 2.
      found.add(new BodyHit((String) document.getFieldValue(SolrFields.HASH), Math.clamp(2 * score - 1, -1, 1)));
    }
    return found;
  }

  /** Clauses for {@code {!bool}}; what they refer to is added to the parameters, so that nothing has to be quoted. */
  private static String placeClauses(SimilarQuery query, ModifiableSolrParams parameters) {
    StringBuilder clauses = new StringBuilder(" must=$ofPlaces");
    parameters.set("ofPlaces", SolrFields.ofKind(SolrFields.PLACE_KIND));
    query.language().ifPresent(language -> {
      clauses.append(" must=$ofLanguage");
      parameters.set("ofLanguage", "{!term f=" + SolrFields.LANGUAGE + " v=$language}");
      parameters.set("language", language);
    });
    query.filePrefix().filter(prefix -> !prefix.isEmpty()).ifPresent(prefix -> {
      clauses.append(" must=$ofPrefix");
      parameters.set("ofPrefix", "{!prefix f=" + SolrFields.FILE + " v=$prefix}");
      parameters.set("prefix", prefix);
    });
    query.excluded().ifPresent(key -> {
      clauses.append(" must_not=$excluded");
      parameters.set("excluded", SolrFields.term(SolrFields.PLACE_KEY, SolrDocuments.placeKey(key)));
    });
    return clauses.toString();
  }

  @Override
  public Map<String, Places> places(Collection<String> unitHashes, SimilarQuery query) throws IOException {
    if (unitHashes.isEmpty()) {
      return Map.of();
    }
    ModifiableSolrParams parameters = SolrConnection.parameters("q", SolrConnection.anyHash(unitHashes), "fl",
        SolrFields.DATA, "rows", Integer.toString(unitHashes.size()), "group", "true", "group.field", SolrFields.HASH,
        "group.limit", Integer.toString(SimilarFunction.NAMED_PLACES), "group.sort", SolrFields.ORDER + " asc");
    parameters.add("fq", "{!bool" + placeClauses(query, parameters) + "}");
    Map<String, Places> places = new HashMap<>();
    for (Group group : connection.query(parameters).getGroupResponse().getValues().get(0).getValues()) {
      List<FunctionPlace> first = new ArrayList<>();
      for (SolrDocument document : group.getResult()) {
        first.add(SolrDocuments.readPlace(document).place());
      }
      // Solr asks its shards twice, and somebody may commit in between.
      if (!first.isEmpty()) {
        places.put(group.getGroupValue(),
            new Places(first, Math.max(first.size(), Math.toIntExact(group.getResult().getNumFound()))));
      }
    }
    return places;
  }

  @Override
  public Map<String, FunctionBody> bodies(Collection<String> unitHashes) throws IOException {
    return contents.bodies(unitHashes);
  }

  /** Drawn anew when anybody has committed. */
  @Override
  public synchronized PairDistribution pairs() throws IOException {
    String commit = SolrCollection.header(connection).map(SolrCollection.Header::commit).orElse("");
    if (!commit.equals(drawnAt)) {
      List<SampledBody> sample = new ArrayList<>();
      for (SizeBand band : SizeBand.values()) {
        ModifiableSolrParams parameters = SolrConnection.parameters("q",
            SolrFields.range(SolrFields.INSTRUCTIONS, band.least(), Integer.toString(band.most())), "sort",
            SolrFields.RANK + " asc", "rows", Integer.toString(SampledBody.PER_BAND), "fl",
            SolrFields.list(SolrFields.HASH, SolrFields.EMBEDDING));
        for (SolrDocument document : connection.query(parameters).getResults()) {
          sample.add(new SampledBody((String) document.getFieldValue(SolrFields.HASH), band,
              SolrDocuments.readEmbedding(document)));
        }
      }
      pairs = pairSample.distribution(sample);
      drawnAt = commit;
    }
    return pairs;
  }
}
