package dev.assay.index.solr;

import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionIndex;
import dev.assay.index.FunctionPlace;
import dev.assay.index.FunctionReader;
import dev.assay.index.IndexStatistics;
import dev.assay.index.IndexedFile;
import dev.assay.index.IndexedFunction;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.index.record.RecordFormat.PlacedHash;
import dev.assay.index.record.WriteChecks;
import dev.assay.index.search.SimilaritySearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.solr.client.solrj.response.FacetField;
import org.apache.solr.common.SolrInputDocument;

/**
 * An index in a collection of SolrCloud; {@link SolrIndexes} opens it.
 *
 * <p>Safe for use by several threads. Several processes may read at a time, and one should write: two that write the
 * same files are not kept from overwriting each other's.
 */
final class SolrFunctionIndex implements FunctionIndex {
  /** Hashes asked about at once. */
  private static final int BATCH = 1_000;

  private final SolrConnection connection;
  private final String bundleId;
  private final SolrContents contents;
  private final SolrCandidates candidates;

  /** Of each file that was written to since the last commit: the ids of its places as they will be. */
  private final Map<String, Map<PlaceKey, String>> idsByFile = new HashMap<>();
  /** Of bodies that were written since the last commit. */
  private final Map<String, Long> digests = new HashMap<>();
  private final Set<String> mayBeOrphans = new HashSet<>();
  private boolean isChanged;
  private volatile boolean isClosed;

  /** Takes over a connection. */
  SolrFunctionIndex(SolrConnection connection, String bundleId, int searchWidth) {
    this.connection = connection;
    this.bundleId = bundleId;
    this.contents = new SolrContents(connection, bundleId);
    this.candidates = new SolrCandidates(connection, contents, searchWidth);
  }

  private void checkOpen() {
    if (isClosed) {
      throw new IllegalStateException("the index is closed");
    }
  }

  @Override
  public String bundleId() {
    return bundleId;
  }

  @Override
  public List<SimilarFunction> search(SimilarQuery query) throws IOException {
    checkOpen();
    return SimilaritySearch.run(candidates, query);
  }

  @Override
  public Optional<IndexedFunction> get(PlaceKey key) throws IOException {
    checkOpen();
    return contents.get(key);
  }

  @Override
  public List<IndexedFunction> functionsOf(String file) throws IOException {
    checkOpen();
    return contents.functionsOf(file);
  }

  @Override
  public Optional<FunctionBody> findBody(String unitHash) throws IOException {
    checkOpen();
    return Optional.ofNullable(contents.bodies(List.of(unitHash)).get(unitHash));
  }

  @Override
  public List<FunctionPlace> placesOf(String unitHash, int limit) throws IOException {
    checkOpen();
    return contents.placesOf(unitHash, limit);
  }

  @Override
  public List<IndexedFile> files() throws IOException {
    checkOpen();
    return contents.files();
  }

  @Override
  public IndexStatistics statistics() throws IOException {
    checkOpen();
    return contents.statistics();
  }

  @Override
  public synchronized void put(IndexedFunction function) throws IOException {
    checkOpen();
    WriteChecks.checkBundle(function, bundleId);
    Map<PlaceKey, String> ids = idsOf(function.key().file());
    List<SolrInputDocument> added = newBodies(List.of(function));
    added.add(SolrDocuments.place(function.place(), function.body().unitHash()));
    String id = SolrDocuments.placeId(function.key(), function.body().unitHash());
    String older = ids.put(function.key(), id);
    write(added, older == null || older.equals(id) ? List.of() : List.of(older));
  }

  @Override
  public synchronized void putFile(String file, String stamp, List<IndexedFunction> functions) throws IOException {
    checkOpen();
    WriteChecks.check(file, functions, bundleId);
    Map<PlaceKey, String> ids = idsOf(file);
    Set<String> gone = new HashSet<>(ids.values());
    ids.clear();
    List<SolrInputDocument> added = newBodies(functions);
    added.add(SolrDocuments.file(file, stamp));
    for (IndexedFunction function : functions) {
      String id = SolrDocuments.placeId(function.key(), function.body().unitHash());
      added.add(SolrDocuments.place(function.place(), function.body().unitHash()));
      ids.put(function.key(), id);
      gone.remove(id);
    }
    write(added, gone);
  }

  @Override
  public synchronized void delete(PlaceKey key) throws IOException {
    checkOpen();
    String id = idsOf(key.file()).remove(key);
    if (id != null) {
      write(List.of(), List.of(id));
    }
  }

  @Override
  public synchronized void deleteFile(String file) throws IOException {
    checkOpen();
    Map<PlaceKey, String> ids = idsOf(file);
    List<String> gone = new ArrayList<>(ids.values());
    gone.add(SolrDocuments.fileId(file));
    ids.clear();
    write(List.of(), gone);
  }

  private void write(List<SolrInputDocument> added, Collection<String> deletedIds) throws IOException {
    isChanged = true;
    connection.update(added, deletedIds);
  }

  /**
   * The ids of a file's places, with what was written since the last commit; what is there now may become an orphan.
   */
  private Map<PlaceKey, String> idsOf(String file) throws IOException {
    Map<PlaceKey, String> ids = idsByFile.get(file);
    if (ids == null) {
      ids = new HashMap<>();
      for (PlacedHash place : contents.places(SolrFields.term(SolrFields.FILE, file))) {
        ids.put(place.place().key(), SolrDocuments.placeId(place.place().key(), place.unitHash()));
      }
      idsByFile.put(file, ids);
    }
    ids.values().forEach(id -> mayBeOrphans.add(id.substring(0, id.indexOf('!'))));
    return ids;
  }

  /** Documents of those bodies that differ from what there is. */
  private List<SolrInputDocument> newBodies(List<IndexedFunction> functions) throws IOException {
    Map<String, FunctionBody> bodies = functions.stream().map(IndexedFunction::body)
        .collect(Collectors.toMap(FunctionBody::unitHash, body -> body, (one, later) -> later));
    Map<String, Long> known =
        contents.digests(bodies.keySet().stream().filter(hash -> !digests.containsKey(hash)).toList());
    known.putAll(digests);
    List<SolrInputDocument> documents = new ArrayList<>();
    for (FunctionBody body : bodies.values()) {
      long digest = SolrDocuments.digest(body);
      Long before = known.get(body.unitHash());
      if (before == null || before != digest) {
        documents.add(SolrDocuments.body(body, digest));
        digests.put(body.unitHash(), digest);
      }
    }
    return documents;
  }

  /**
   * Bodies whose last place went are found by asking for what was committed, and go with a second commit. In between
   * they have no place, so that no search shows them.
   */
  @Override
  public synchronized void commit() throws IOException {
    checkOpen();
    if (!isChanged) {
      return;
    }
    connection.update(List.of(SolrCollection.Header.next(bundleId).document()), List.of());
    connection.commit();
    List<String> hashes = List.copyOf(mayBeOrphans);
    boolean hasOrphans = false;
    for (int from = 0; from < hashes.size(); from += BATCH) {
      Set<String> orphans = new HashSet<>(hashes.subList(from, Math.min(hashes.size(), from + BATCH)));
      for (FacetField.Count count : contents.counts(SolrConnection.anyHash(orphans), SolrFields.HASH)) {
        orphans.remove(count.getName());
      }
      connection.update(List.of(), orphans.stream().map(SolrDocuments::bodyId).toList());
      hasOrphans |= !orphans.isEmpty();
    }
    if (hasOrphans) {
      connection.update(List.of(SolrCollection.Header.next(bundleId).document()), List.of());
      connection.commit();
    }
    forget();
  }

  private void forget() {
    idsByFile.clear();
    digests.clear();
    mayBeOrphans.clear();
    isChanged = false;
  }

  @Override
  public synchronized void compact() throws IOException {
    commit();
    connection.optimise();
  }

  @Override
  public synchronized void clear() throws IOException {
    checkOpen();
    connection.deleteAll();
    connection.update(List.of(SolrCollection.Header.next(bundleId).document()), List.of());
    connection.commit();
    forget();
  }

  /** A copy on this machine, for Solr keeps no earlier state to read from. */
  @Override
  public FunctionReader snapshot() throws IOException {
    checkOpen();
    return SolrSnapshot.take(this, () -> SolrCollection.header(connection).map(SolrCollection.Header::commit));
  }

  @Override
  public synchronized void close() throws IOException {
    if (!isClosed) {
      try (connection) {
        commit();
      } finally {
        isClosed = true;
      }
    }
  }
}
