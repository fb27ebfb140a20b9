package dev.assay.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Changes an index at random, and the exact model in the same way, and compares the two at every commit. */
public final class RandomChanges {
  private static final int FILES = 25;
  private static final int BODIES = 120;
  private static final int QUERIES = 6;

  private final FunctionIndex index;
  private final ExactFunctionIndex model = new ExactFunctionIndex();
  private final Random random;
  private final String reproduction;

  private RandomChanges(FunctionIndex index, long seed) {
    this.index = index;
    this.random = new Random(seed);
    this.reproduction = "seed " + seed;
  }

  /** Makes so many changes from a seed; the index must be empty, and its search width at least 200. */
  public static void run(FunctionIndex index, long seed, int changes) throws IOException {
    RandomChanges run = new RandomChanges(index, seed);
    for (int i = 0; i < changes; i++) {
      run.change();
      if (run.random.nextInt(12) == 0) {
        run.commitAndCompare(i);
      }
    }
    run.commitAndCompare(changes);
  }

  private void change() throws IOException {
    String file = file();
    int kind = random.nextInt(100);
    if (kind < 40) {
      Map<String, IndexedFunction> functions = new LinkedHashMap<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        IndexedFunction function = function(file);
        functions.put(function.key().name(), function);
      }
      putFile(file, List.copyOf(functions.values()));
    } else if (kind < 70) {
      IndexedFunction function = function(file);
      index.put(function);
      model.put(function);
    } else if (kind < 85) {
      PlaceKey key = new PlaceKey(file, name());
      index.delete(key);
      model.delete(key);
    } else if (kind < 99) {
      index.deleteFile(file);
      model.deleteFile(file);
    } else if (random.nextInt(3) == 0) {
      index.clear();
      model.clear();
    } else {
      index.compact();
      model.compact();
    }
  }

  private void putFile(String file, List<IndexedFunction> functions) throws IOException {
    String stamp = "stamp" + random.nextInt(1000);
    index.putFile(file, stamp, functions);
    model.putFile(file, stamp, functions);
  }

  private String file() {
    int number = random.nextInt(FILES);
    return (number % 3 == 0 ? "/src/a/" : "/src/b/") + number + (number % 4 == 0 ? ".ll" : ".c");
  }

  private String name() {
    return "f" + random.nextInt(12);
  }

  private IndexedFunction function(String file) {
    return new IndexedFunction(TestFunctions.place(file, name(), file.endsWith(".c") ? "c" : "llvm-ir"),
        TestFunctions.body(random.nextInt(BODIES), random.nextInt(2)));
  }

  private void commitAndCompare(int change) throws IOException {
    index.commit();
    model.commit();
    String when = reproduction + ", change " + change;
    assertThat(index.files()).as(when).isEqualTo(model.files());
    IndexStatistics statistics = index.statistics();
    assertThat(statistics.functions()).as(when).isEqualTo(model.statistics().functions());
    assertThat(statistics.bodies()).as(when).isEqualTo(model.statistics().bodies());
    assertThat(statistics.files()).as(when).isEqualTo(model.statistics().files());
    for (int i = 0; i < 3; i++) {
      String file = file();
      assertThat(index.functionsOf(file)).as(when).isEqualTo(model.functionsOf(file));
      PlaceKey key = new PlaceKey(file, name());
      assertThat(index.get(key)).as(when).isEqualTo(model.get(key));
      String hash = TestFunctions.body(random.nextInt(BODIES)).unitHash();
      assertThat(index.findBody(hash)).as(when).isEqualTo(model.findBody(hash));
      assertThat(index.placesOf(hash, 3)).as(when).isEqualTo(model.placesOf(hash, 3));
    }
    for (int i = 0; i < QUERIES; i++) {
      SimilarQuery query = query();
      compare(index.search(query), model.search(query), when + ", query " + i);
    }
  }

  private SimilarQuery query() {
    FunctionBody body = TestFunctions.body(random.nextInt(BODIES));
    SimilarQuery query =
        SimilarQuery.of(random.nextBoolean() ? body.embedding() : TestFunctions.near(random.nextInt(7), 0.5, random),
            body.instructions()).withLimit(1 + random.nextInt(30));
    if (random.nextInt(3) == 0) {
      query = query.withMinInstructions(random.nextInt(100));
    }
    if (random.nextInt(3) == 0) {
      query = query.withLanguage(random.nextBoolean() ? "c" : "llvm-ir");
    }
    if (random.nextInt(3) == 0) {
      query = query.withFilePrefix(List.of("/src/a", "/src/b/1", "/src", "/none", "").get(random.nextInt(5)));
    }
    return random.nextInt(3) == 0 ? query.withExcluded(new PlaceKey(file(), name())) : query;
  }

  private static void compare(List<SimilarFunction> actual, List<SimilarFunction> expected, String when) {
    assertThat(hashes(actual)).as(when).isEqualTo(hashes(expected));
    for (int i = 0; i < actual.size(); i++) {
      assertThat(actual.get(i).body()).as(when).isEqualTo(expected.get(i).body());
      assertThat(actual.get(i).places()).as(when).isEqualTo(expected.get(i).places());
      assertThat(actual.get(i).placeCount()).as(when).isEqualTo(expected.get(i).placeCount());
      assertThat(actual.get(i).similarity()).as(when).isCloseTo(expected.get(i).similarity(), within(1e-6));
    }
  }

  private static List<String> hashes(List<SimilarFunction> rows) {
    List<String> hashes = new ArrayList<>();
    rows.forEach(row -> hashes.add(row.body().unitHash()));
    return hashes;
  }
}
