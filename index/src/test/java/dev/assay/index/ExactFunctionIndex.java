package dev.assay.index;

import dev.assay.index.record.WriteChecks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * What an index should do, done in the plainest way: the model that others are compared with. Says nothing of
 * significance.
 */
public final class ExactFunctionIndex implements FunctionIndex {
  private record Placed(FunctionPlace place, String unitHash) {}

  private record State(TreeMap<PlaceKey, Placed> places, Map<String, FunctionBody> bodies,
      TreeMap<String, String> stamps) {
    State copy() {
      return new State(new TreeMap<>(places), new HashMap<>(bodies), new TreeMap<>(stamps));
    }
  }

  private State written = new State(new TreeMap<>(), new HashMap<>(), new TreeMap<>());
  private State committed = written.copy();

  @Override
  public String bundleId() {
    return TestFunctions.BUNDLE;
  }

  @Override
  public void put(IndexedFunction function) {
    WriteChecks.checkBundle(function, bundleId());
    written.places.put(function.key(), new Placed(function.place(), function.body().unitHash()));
    written.bodies.put(function.body().unitHash(), function.body());
  }

  @Override
  public void putFile(String file, String stamp, List<IndexedFunction> functions) {
    WriteChecks.check(file, functions, bundleId());
    deleteFile(file);
    written.stamps.put(file, stamp);
    functions.forEach(this::put);
  }

  @Override
  public void delete(PlaceKey key) {
    written.places.remove(key);
  }

  @Override
  public void deleteFile(String file) {
    written.places.keySet().removeIf(key -> key.file().equals(file));
    written.stamps.remove(file);
  }

  @Override
  public void commit() {
    List<String> live = written.places.values().stream().map(Placed::unitHash).toList();
    written.bodies.keySet().retainAll(live);
    committed = written.copy();
  }

  @Override
  public void compact() {
    commit();
  }

  @Override
  public void clear() {
    written = new State(new TreeMap<>(), new HashMap<>(), new TreeMap<>());
    commit();
  }

  @Override
  public FunctionReader snapshot() {
    ExactFunctionIndex snapshot = new ExactFunctionIndex();
    snapshot.written = committed.copy();
    snapshot.commit();
    return snapshot;
  }

  @Override
  public List<SimilarFunction> search(SimilarQuery query) {
    List<SimilarFunction> rows = new ArrayList<>();
    for (FunctionBody body : committed.bodies.values()) {
      List<FunctionPlace> places =
          committed.places.values().stream().filter(placed -> placed.unitHash.equals(body.unitHash()))
              .map(Placed::place).filter(place -> query.language().map(place.language()::equals).orElse(true))
              .filter(place -> query.filePrefix().map(place.key().file()::startsWith).orElse(true))
              .filter(place -> !query.excluded().equals(Optional.of(place.key()))).toList();
      if (!places.isEmpty() && body.instructions() >= query.minInstructions()) {
        rows.add(new SimilarFunction(body, places.stream().limit(SimilarFunction.NAMED_PLACES).toList(), places.size(),
            query.embedding().similarity(body.embedding()), Optional.empty()));
      }
    }
    return rows.stream().sorted(Comparator.comparingDouble(SimilarFunction::similarity).reversed()).limit(query.limit())
        .toList();
  }

  @Override
  public Optional<IndexedFunction> get(PlaceKey key) {
    return Optional.ofNullable(committed.places.get(key)).map(this::join);
  }

  private IndexedFunction join(Placed placed) {
    return new IndexedFunction(placed.place, committed.bodies.get(placed.unitHash));
  }

  @Override
  public List<IndexedFunction> functionsOf(String file) {
    return committed.places.values().stream().filter(placed -> placed.place.key().file().equals(file)).map(this::join)
        .toList();
  }

  @Override
  public Optional<FunctionBody> findBody(String unitHash) {
    return Optional.ofNullable(committed.bodies.get(unitHash));
  }

  @Override
  public List<FunctionPlace> placesOf(String unitHash, int limit) {
    return committed.places.values().stream().filter(placed -> placed.unitHash.equals(unitHash)).map(Placed::place)
        .limit(limit).toList();
  }

  @Override
  public List<IndexedFile> files() {
    TreeMap<String, IndexedFile> files = new TreeMap<>();
    committed.stamps.forEach((file, stamp) -> files.put(file, new IndexedFile(file, Optional.of(stamp), 0)));
    committed.places.keySet().forEach(key -> files.merge(key.file(), new IndexedFile(key.file(), Optional.empty(), 1),
        (one, other) -> new IndexedFile(one.file(), one.stamp(), one.functions() + 1)));
    return List.copyOf(files.values());
  }

  @Override
  public IndexStatistics statistics() {
    return new IndexStatistics(bundleId(), committed.places.size(), committed.bodies.size(), files().size(), 0,
        OptionalLong.empty(), "exact");
  }

  @Override
  public void close() {
    commit();
  }
}
