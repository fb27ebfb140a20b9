package dev.assay.lsp.similar;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.RecentlyUsed;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionPlace;
import dev.assay.index.FunctionReader;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.lsp.analysis.DocumentAddress;
import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.indexing.IndexAccess;
import dev.assay.workspace.indexing.FileIndexer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import org.eclipse.lsp4j.MessageType;

/** Looks similar functions up in the workspace's index, one after the other, and keeps what it found. Thread-safe. */
public final class IndexedFunctionLookup implements SimilarFunctionLookup {
  private static final int KEPT = 5_000;
  private static final int MOST_WANTED = 1_000;
  /** So many rows are counted; beyond that there are "100 or more". */
  private static final int ROWS = 100;

  private final IndexAccess access;
  private final ClientPort client;
  private final IntSupplier minInstructions;
  private final ReadableNames names;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final RecentlyUsed<Key, Answer> answers = new RecentlyUsed<>(KEPT);
  private final Set<Key> wanted = new LinkedHashSet<>();
  private boolean isRunning;

  private record Key(String uri, String name, String unitHash) {}

  /** What was found, and as of when. */
  private record Answer(Optional<Similar> similar, long generation) {}

  /**
   * Similar functions of an index.
   *
   * @param access where the index is
   * @param client is told what goes wrong
   * @param minInstructions functions with fewer instructions are not counted
   * @param names what people are shown for symbols
   */
  public IndexedFunctionLookup(IndexAccess access, ClientPort client, IntSupplier minInstructions,
      ReadableNames names) {
    this.access = access;
    this.client = client;
    this.minInstructions = minInstructions;
    this.names = names;
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  @Override
  public Optional<Similar> around(String uri, String name, String unitHash) {
    Key key = new Key(uri, name, unitHash);
    synchronized (this) {
      Optional<Answer> known = answers.get(key);
      boolean isOld = known.filter(answer -> answer.generation == access.generation()).isEmpty();
      if (isOld) {
        want(key);
      }
      // That there was none before the index grew does not say that there is none.
      return known.flatMap(Answer::similar).filter(similar -> !isOld || similar.count() > 0)
          .map(similar -> similar.whileGrowing(access.isGrowing()));
    }
  }

  private void want(Key key) {
    if (wanted.size() < MOST_WANTED && wanted.add(key) && !isRunning) {
      isRunning = true;
      Thread.ofVirtual().name("similar functions").start(this::lookUpAll);
    }
  }

  private void lookUpAll() {
    boolean isNews = false;
    try {
      for (Optional<Key> next = next(); next.isPresent(); next = next()) {
        isNews |= lookUp(next.get());
      }
    } catch (IOException | RuntimeException e) {
      client.log(MessageType.Warning, "similar functions cannot be looked up: " + e.getMessage());
      synchronized (this) {
        wanted.clear();
        isRunning = false;
      }
    }
    if (isNews) {
      listeners.forEach(Runnable::run);
    }
  }

  private synchronized Optional<Key> next() {
    Optional<Key> next = wanted.stream().findFirst();
    isRunning = next.isPresent();
    return next;
  }

  private boolean lookUp(Key key) throws IOException {
    long generation = access.generation();
    Optional<Similar> found = access.query(reader -> find(reader, key)).flatMap(similar -> similar);
    synchronized (this) {
      wanted.remove(key);
      Optional<Answer> before = answers.put(key, new Answer(found, generation));
      boolean isNoneAgain = found.filter(similar -> similar.count() == 0).isPresent(); // which was not said meanwhile
      return before.map(answer -> isNoneAgain || !answer.similar.equals(found)).orElse(found.isPresent());
    }
  }

  private Optional<Similar> find(FunctionReader reader, Key key) throws IOException {
    Optional<FunctionBody> body = reader.findBody(key.unitHash);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    SimilarQuery query = SimilarQuery.of(body.get().embedding(), body.get().instructions()).withLimit(ROWS)
        .withMinInstructions(minInstructions.getAsInt());
    Optional<String> file = DocumentAddress.of(key.uri).file().map(FileIndexer::name);
    if (file.isPresent()) {
      query = query.withExcluded(new PlaceKey(file.get(), key.name));
    }
    List<SimilarFunction> rows = reader.search(query);
    int count = 0;
    int rowCount = 0;
    List<FunctionPlace> nearest = new ArrayList<>();
    List<Double> similarities = new ArrayList<>();
    for (SimilarFunction row : rows) {
      if (row.similarity() >= LEAST_SIMILARITY
          && row.significance().filter(found -> found.strength() >= LEAST_STRENGTH).isPresent()) {
        rowCount++;
        count += row.placeCount();
        row.places().stream().limit(NEAREST - nearest.size()).forEach(place -> {
          nearest.add(place);
          similarities.add(row.similarity());
        });
      }
    }
    ReadableNames.Names shown = names.of(nearest, Cancellation.never());
    List<Neighbour> neighbours = new ArrayList<>();
    for (int i = 0; i < nearest.size(); i++) {
      neighbours.add(neighbour(nearest.get(i), shown.of(nearest.get(i)), similarities.get(i)));
    }
    return Optional.of(new Similar(count, rowCount == ROWS, neighbours, false));
  }

  private static Neighbour neighbour(FunctionPlace place, String name, double similarity) {
    OptionalInt line = place.lines().isPresent() ? OptionalInt.of(place.lines().get().first()) : OptionalInt.empty();
    return new Neighbour(name, Places.uri(place.key().file()), line, similarity);
  }
}
