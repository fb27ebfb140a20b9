package dev.assay.index.solr;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.IndexStatistics;
import dev.assay.index.IndexedFile;
import dev.assay.index.IndexedFunction;
import dev.assay.index.PlaceKey;
import dev.assay.index.record.RecordFormat.PlacedHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.solr.client.solrj.request.CollectionAdminRequest;
import org.apache.solr.client.solrj.response.FacetField;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.util.NamedList;

/** Reads what is in a collection. Safe for use by several threads. */
final class SolrContents {
  private static final int ATTEMPTS = 5;

  private final SolrConnection connection;
  private final String bundleId;

  SolrContents(SolrConnection connection, String bundleId) {
    this.connection = connection;
    this.bundleId = bundleId;
  }

  Optional<IndexedFunction> get(PlaceKey key) throws IOException {
    return functions(SolrFields.term(SolrFields.PLACE_KEY, SolrDocuments.placeKey(key))).stream().findFirst();
  }

  List<IndexedFunction> functionsOf(String file) throws IOException {
    return functions(SolrFields.term(SolrFields.FILE, file)).stream().sorted(Comparator.comparing(IndexedFunction::key))
        .toList();
  }

  List<FunctionPlace> placesOf(String unitHash, int limit) throws IOException {
    return places(SolrFields.term(SolrFields.HASH, unitHash)).stream().map(PlacedHash::place)
        .sorted(Comparator.comparing(FunctionPlace::key)).limit(limit).toList();
  }

  List<PlacedHash> places(String query) throws IOException {
    List<PlacedHash> places = new ArrayList<>();
    for (SolrDocument document : connection.all(SolrConnection.parameters("q", query, "fq",
        SolrFields.ofKind(SolrFields.PLACE_KIND), "fl", SolrFields.list(SolrFields.ID, SolrFields.DATA)))) {
      places.add(SolrDocuments.readPlace(document));
    }
    return places;
  }

  /**
   * Places and bodies are asked for one after the other; when somebody commits in between, both are asked for again.
   */
  private List<IndexedFunction> functions(String query) throws IOException {
    for (int attempt = 1;; attempt++) {
      List<PlacedHash> places = places(query);
      Map<String, FunctionBody> bodies = bodies(places.stream().map(PlacedHash::unitHash).distinct().toList());
      if (places.stream().allMatch(place -> bodies.containsKey(place.unitHash()))) {
        return places.stream().map(place -> new IndexedFunction(place.place(), bodies.get(place.unitHash()))).toList();
      }
      if (attempt == ATTEMPTS) {
        throw new IOException(connection.address() + " has lost what is at some of its places");
      }
    }
  }

  /** Bodies by their hash. */
  Map<String, FunctionBody> bodies(Collection<String> unitHashes) throws IOException {
    Map<String, FunctionBody> bodies = new HashMap<>();
    for (SolrDocument document : ofBodies(unitHashes,
        SolrFields.list(SolrFields.ID, SolrFields.DATA, SolrFields.EMBEDDING))) {
      FunctionBody body = SolrDocuments.readBody(document, bundleId);
      bodies.put(body.unitHash(), body);
    }
    return bodies;
  }

  /** Digests of bodies by their hash. */
  Map<String, Long> digests(Collection<String> unitHashes) throws IOException {
    Map<String, Long> digests = new HashMap<>();
    for (SolrDocument document : ofBodies(unitHashes,
        SolrFields.list(SolrFields.ID, SolrFields.HASH, SolrFields.DIGEST))) {
      digests.put((String) document.getFieldValue(SolrFields.HASH),
          ((Number) document.getFieldValue(SolrFields.DIGEST)).longValue());
    }
    return digests;
  }

  private List<SolrDocument> ofBodies(Collection<String> unitHashes, String fields) throws IOException {
    return unitHashes.isEmpty() ? List.of() : connection.all(SolrConnection.parameters("q",
        SolrConnection.anyHash(unitHashes), "fq", SolrFields.ofKind(SolrFields.BODY_KIND), "fl", fields));
  }

  List<IndexedFile> files() throws IOException {
    TreeMap<String, IndexedFile> files = new TreeMap<>();
    for (FacetField.Count count : counts(SolrFields.ofKind(SolrFields.PLACE_KIND), SolrFields.FILE)) {
      files.put(count.getName(), new IndexedFile(count.getName(), Optional.empty(), Math.toIntExact(count.getCount())));
    }
    for (SolrDocument document : connection.all(SolrConnection.parameters("q", SolrFields.ofKind(SolrFields.FILE_KIND),
        "fl", SolrFields.list(SolrFields.ID, SolrFields.FILE, SolrFields.STAMP)))) {
      String file = (String) document.getFieldValue(SolrFields.FILE);
      int functions = files.containsKey(file) ? files.get(file).functions() : 0;
      files.put(file, new IndexedFile(file, Optional.of((String) document.getFieldValue(SolrFields.STAMP)), functions));
    }
    return List.copyOf(files.values());
  }

  /** How many documents that a query finds have which value of a field; values that none has are left out. */
  List<FacetField.Count> counts(String query, String field) throws IOException {
    ModifiableSolrParams parameters =
        SolrConnection.parameters("q", query, "fq", SolrFields.ofKind(SolrFields.PLACE_KIND), "rows", "0", "facet",
            "true", "facet.field", field, "facet.limit", "-1", "facet.mincount", "1");
    return connection.query(parameters).getFacetField(field).getValues();
  }

  private long count(String kind) throws IOException {
    return connection.query(SolrConnection.parameters("q", SolrFields.ofKind(kind), "rows", "0")).getResults()
        .getNumFound();
  }

  IndexStatistics statistics() throws IOException {
    List<Map<?, ?>> segments = new ArrayList<>();
    collectSegments(
        connection.administer(
            CollectionAdminRequest.collectionStatus(connection.address().collection()).setWithSegments(true)),
        segments);
    long deleted = segments.stream().mapToLong(segment -> number(segment, "delCount")).sum();
    long bytes = segments.stream().mapToLong(segment -> number(segment, "sizeInBytes")).sum();
    return new IndexStatistics(bundleId, count(SolrFields.PLACE_KIND), count(SolrFields.BODY_KIND), files().size(),
        deleted, segments.isEmpty() ? OptionalLong.empty() : OptionalLong.of(bytes), "Solr, floats");
  }

  /** Wherever in the answer they are, and as whatever kind of map: versions of Solr differ in that. */
  private static void collectSegments(Object answer, List<Map<?, ?>> segments) {
    Map<Object, Object> map = new HashMap<>();
    if (answer instanceof NamedList<?> list) {
      list.forEach(map::put);
    } else if (answer instanceof Map<?, ?> already) {
      map.putAll(already);
    }
    if (map.containsKey("sizeInBytes") && map.containsKey("delCount")) {
      segments.add(map);
    } else {
      map.values().forEach(value -> collectSegments(value, segments));
    }
  }

  private static long number(Map<?, ?> segment, String key) {
    return segment.get(key) instanceof Number number ? number.longValue() : 0;
  }
}
