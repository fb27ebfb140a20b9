package dev.assay.index;

import static dev.assay.index.TestFunctions.BUNDLE;
import static dev.assay.index.TestFunctions.body;
import static dev.assay.index.TestFunctions.function;
import static dev.assay.index.TestFunctions.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every index promises. */
public abstract class FunctionIndexContract {
  /** Enough for searches of these tests to look at everything, so that they are exact. */
  protected static final IndexOptions OPTIONS = IndexOptions.forBundle(BUNDLE).withSearchWidth(1_000);

  private FunctionIndex index;

  /** Opens the index of this test; the first time in a test it is empty. */
  protected abstract IndexOpening open(IndexOptions options) throws IOException;

  /** How many random changes are made. */
  protected abstract int randomChanges();

  /** Opens the index of this test for writing. */
  protected final FunctionIndex openToWrite(IndexOptions options) throws IOException {
    return ((IndexOpening.Writable) open(options)).index();
  }

  @BeforeEach
  void openIndex() throws IOException {
    index = openToWrite(OPTIONS);
  }

  @AfterEach
  void closeIndex() throws IOException {
    index.close();
  }

  @Test
  void isEmptyWhenNew() throws IOException {
    assertThat(index.bundleId()).isEqualTo(BUNDLE);
    assertThat(index.files()).isEmpty();
    assertThat(index.search(SimilarQuery.of(body(1).embedding(), 5))).isEmpty();
    assertThat(index.get(new PlaceKey("a.c", "f"))).isEmpty();
    assertThat(index.statistics().functions()).isZero();
    assertThat(index.statistics().bundleId()).isEqualTo(BUNDLE);
  }

  @Test
  void givesBackEverythingThatWasPutIn() throws IOException {
    IndexedFunction function = new IndexedFunction(place("/src/ä b/ü!{}.c", "_ZN1a\"f'$\\Ev", "c++"), body(7));
    index.put(function);
    index.commit();
    assertThat(index.get(function.key())).contains(function);
    assertThat(index.functionsOf("/src/ä b/ü!{}.c")).containsExactly(function);
    assertThat(index.findBody(function.body().unitHash())).contains(function.body());
    assertThat(index.placesOf(function.body().unitHash(), 5)).containsExactly(function.place());
    assertThat(index.search(SimilarQuery.of(body(7).embedding(), 5)).get(0).body()).isEqualTo(function.body());
  }

  @Test
  void showsNothingBeforeTheCommit() throws IOException {
    index.put(function("a.c", "f", 1));
    assertThat(index.files()).isEmpty();
    assertThat(index.findBody(body(1).unitHash())).isEmpty();
    index.commit();
    assertThat(index.files()).containsExactly(new IndexedFile("a.c", Optional.empty(), 1));
  }

  @Test
  void replacesAFunctionWithTheSameKey() throws IOException {
    index.put(function("a.c", "f", 1));
    index.commit();
    index.put(function("a.c", "f", 2));
    index.put(function("a.c", "f", 3));
    index.commit();
    assertThat(index.functionsOf("a.c")).containsExactly(function("a.c", "f", 3));
    assertThat(index.statistics().bodies()).isEqualTo(1);
    assertThat(index.findBody(body(1).unitHash())).isEmpty();
  }

  @Test
  void replacesAFileAtOnceAndLeavesNoGhosts() throws IOException {
    index.putFile("a.c", "1", List.of(function("a.c", "f", 1), function("a.c", "g", 2)));
    index.putFile("b.c", "1", List.of(function("b.c", "h", 2)));
    index.commit();
    index.putFile("a.c", "2", List.of(function("a.c", "g", 3)));
    index.putFile("empty.c", "9", List.of());
    index.commit();
    assertThat(index.files()).containsExactly(new IndexedFile("a.c", Optional.of("2"), 1),
        new IndexedFile("b.c", Optional.of("1"), 1), new IndexedFile("empty.c", Optional.of("9"), 0));
    assertThat(index.get(new PlaceKey("a.c", "f"))).isEmpty();
    assertThat(index.search(SimilarQuery.of(body(1).embedding(), 5))).extracting(row -> row.body().unitHash())
        .containsExactlyInAnyOrder(body(2).unitHash(), body(3).unitHash());
  }

  @Test
  void deletesFilesAndFunctions() throws IOException {
    index.putFile("a.c", "1", List.of(function("a.c", "f", 1), function("a.c", "g", 2)));
    index.putFile("a.c2", "1", List.of(function("a.c2", "f", 3)));
    index.commit();
    index.deleteFile("a.c2");
    index.delete(new PlaceKey("a.c", "f"));
    index.delete(new PlaceKey("a.c", "unknown"));
    index.deleteFile("unknown.c");
    index.commit();
    assertThat(index.files()).containsExactly(new IndexedFile("a.c", Optional.of("1"), 1));
    assertThat(index.statistics().bodies()).isEqualTo(1);
  }

  @Test
  void keepsABodyAsLongAsItHasAPlace() throws IOException {
    index.putFile("a.c", "1", List.of(function("a.c", "f", 1)));
    index.commit();
    index.deleteFile("a.c");
    index.putFile("moved.c", "1", List.of(function("moved.c", "f", 1)));
    index.commit();
    assertThat(index.findBody(body(1).unitHash())).contains(body(1));
    index.deleteFile("moved.c");
    index.commit();
    assertThat(index.findBody(body(1).unitHash())).isEmpty();
  }

  @Test
  void takesTheNewestMeasurementsOfABody() throws IOException {
    index.put(function("a.c", "f", 1));
    index.commit();
    index.put(new IndexedFunction(place("b.c", "f"), body(1, 5)));
    index.commit();
    assertThat(index.get(new PlaceKey("a.c", "f")).orElseThrow().body()).isEqualTo(body(1, 5));
    assertThat(index.statistics().bodies()).isEqualTo(1);
  }

  @Test
  void foldsFunctionsWithTheSameIrIntoOneRow() throws IOException {
    int copies = 2 * SimilarFunction.NAMED_PLACES;
    for (int i = 0; i < copies; i++) {
      String file = "copy%02d.c".formatted(i);
      index.putFile(file, "1", List.of(function(file, "inline", 1)));
    }
    index.putFile("other.c", "1", List.of(function("other.c", "f", 8), function("other.c", "g", 15)));
    index.commit();
    PlaceKey own = new PlaceKey("copy00.c", "inline");
    List<SimilarFunction> rows = index.search(SimilarQuery.like(index.get(own).orElseThrow()).withLimit(3));
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0).placeCount()).isEqualTo(copies - 1);
    assertThat(rows.get(0).places()).hasSize(SimilarFunction.NAMED_PLACES);
    assertThat(rows.get(0).places().get(0).key()).isEqualTo(new PlaceKey("copy01.c", "inline"));
    assertThat(rows.get(0).similarity()).isCloseTo(1, within(1e-6));
  }

  @Test
  void findsWhatPassesTheFiltersHoweverFarItIs() throws IOException {
    for (int i = 0; i < 150; i++) {
      String file = (i % 50 == 7 ? "/rare/" : "/common/") + i + ".c";
      index.put(new IndexedFunction(place(file, "f", i % 30 == 5 ? "llvm-ir" : "c"), body(i)));
    }
    index.commit();
    SimilarQuery query = SimilarQuery.of(body(0).embedding(), 10).withLimit(5);
    assertThat(index.search(query.withFilePrefix("/rare/"))).hasSize(3)
        .allSatisfy(row -> assertThat(row.places().get(0).key().file()).startsWith("/rare/"));
    assertThat(index.search(query.withLanguage("llvm-ir"))).hasSize(5)
        .allSatisfy(row -> assertThat(row.places().get(0).language()).isEqualTo("llvm-ir"));
    assertThat(index.search(query.withLanguage("c"))).hasSize(5);
    assertThat(index.search(query.withMinInstructions(100))).hasSize(5)
        .allSatisfy(row -> assertThat(row.body().instructions()).isGreaterThanOrEqualTo(100));
    assertThat(index.search(query.withLanguage("c").withFilePrefix("/nowhere"))).isEmpty();
  }

  @Test
  void saysHowUnusualASimilarityIsAmongFunctionsOfSuchSizes() throws IOException {
    List<IndexedFunction> functions = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      functions.add(function("a.c", "f" + i, i));
    }
    index.putFile("a.c", "1", functions);
    index.commit();
    List<SimilarFunction> rows = index.search(SimilarQuery.like(functions.get(14)).withLimit(150));
    Significance nearest = rows.get(0).significance().orElseThrow();
    Significance farthest = rows.get(rows.size() - 1).significance().orElseThrow();
    assertThat(nearest.share()).isLessThan(0.2);
    assertThat(farthest.share()).isGreaterThan(0.3);
    assertThat(nearest.strength()).isGreaterThan(farthest.strength());
  }

  @Test
  void refusesFunctionsOfAnotherBundleOrAnotherFile() {
    FunctionBody other =
        new FunctionBody("hash", "other-1.0.0", 3, body(1).embedding(), Measurements.NONE, body(1).features());
    assertThatThrownBy(() -> index.put(new IndexedFunction(place("a.c", "f"), other)))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("other-1.0.0").hasMessageContaining(BUNDLE);
    assertThatThrownBy(() -> index.putFile("a.c", "1", List.of(function("b.c", "f", 1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.putFile("a.c", "1", List.of(function("a.c", "f", 1), function("a.c", "f", 2))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isThereAgainWhenItIsOpenedAgain() throws IOException {
    index.putFile("a.c", "1", List.of(function("a.c", "f", 1)));
    index.close();
    index = openToWrite(OPTIONS);
    assertThat(index.functionsOf("a.c")).containsExactly(function("a.c", "f", 1));
  }

  @Test
  void isNotMixedWithResultsOfAnotherBundle() throws IOException {
    index.put(function("a.c", "f", 1));
    index.close();
    IndexOptions newer = IndexOptions.forBundle("newer-2.0.0");
    assertThat(open(newer)).isInstanceOfSatisfying(IndexOpening.OtherBundle.class, other -> {
      assertThat(other.bundleId()).isEqualTo(BUNDLE);
      assertThat(other.sentence("'it' makes it anew")).contains(BUNDLE, "newer-2.0.0").endsWith("; 'it' makes it anew.")
          .doesNotContain(". ");
    });
    index = openToWrite(OPTIONS);
    assertThat(index.files()).hasSize(1);
    index.close();
    IndexOpening.Writable rebuilt = (IndexOpening.Writable) open(newer.replacingOtherBundle());
    index = rebuilt.index();
    assertThat(rebuilt.notices()).singleElement().asString().contains(BUNDLE);
    assertThat(index.files()).isEmpty();
    assertThat(index.bundleId()).isEqualTo("newer-2.0.0");
  }

  @Test
  void keepsASnapshotAsItWas() throws IOException {
    index.putFile("a.c", "1", List.of(function("a.c", "f", 1), function("a.c", "g", 2)));
    index.put(function("b.c", "h", 3));
    index.commit();
    try (FunctionReader snapshot = index.snapshot()) {
      index.clear();
      index.putFile("c.c", "1", List.of(function("c.c", "f", 4)));
      index.commit();
      assertThat(index.files()).hasSize(1);
      assertThat(snapshot.files()).containsExactly(new IndexedFile("a.c", Optional.of("1"), 2),
          new IndexedFile("b.c", Optional.empty(), 1));
      assertThat(snapshot.get(new PlaceKey("b.c", "h"))).contains(function("b.c", "h", 3));
      assertThat(snapshot.search(SimilarQuery.of(body(2).embedding(), 5))).hasSize(3);
      assertThat(snapshot.bundleId()).isEqualTo(BUNDLE);
    }
  }

  @Test
  void failsAfterItIsClosed() throws IOException {
    index.close();
    index.close();
    assertThatThrownBy(() -> index.put(function("a.c", "f", 1))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> index.files()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void canBeSearchedBySeveralThreadsWhileItIsWritten() throws Exception {
    index.put(function("a.c", "f", 0));
    index.commit();
    CountDownLatch isWritten = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      List<Future<?>> searches = IntStream.range(0, 3).mapToObj(thread -> threads.submit(() -> {
        do {
          assertThat(index.search(SimilarQuery.of(body(thread).embedding(), 5))).isNotEmpty();
        } while (isWritten.getCount() > 0);
        return null;
      })).collect(Collectors.toList());
      for (int i = 0; i < 12; i++) {
        index.putFile("b.c", "" + i, List.of(function("b.c", "f", i), function("b.c", "g", i + 1)));
        index.commit();
      }
      isWritten.countDown();
      for (Future<?> search : searches) {
        search.get();
      }
    }
    assertThat(index.statistics().functions()).isEqualTo(3);
  }

  @Test
  void doesWhatTheExactModelDoesWhateverIsChanged() throws IOException {
    RandomChanges.run(index, 42, randomChanges());
  }

  @Test
  void doesWhatTheExactModelDoesFromAnotherSeed() throws IOException {
    RandomChanges.run(index, System.nanoTime(), randomChanges());
  }
}
