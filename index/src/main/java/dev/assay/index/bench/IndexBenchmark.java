package dev.assay.index.bench;

import dev.assay.index.Embedding;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionIndex;
import dev.assay.index.FunctionPlace;
import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.IndexedFunction;
import dev.assay.index.LineRange;
import dev.assay.index.Measurements;
import dev.assay.index.PlaceKey;
import dev.assay.index.SimilarFunction;
import dev.assay.index.SimilarQuery;
import dev.assay.index.VectorStorage;
import dev.assay.index.lucene.LuceneIndexes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Builds indexes of made-up functions and prints what they cost and find, as a table in Markdown. For one thread at a
 * time.
 *
 * <p>Each function is put in with everything that a real one has, and each search goes through {@link
 * FunctionIndex#search}: with places, bodies and significance. Queries are of the same kind as what is indexed, and not
 * in the index.
 */
public final class IndexBenchmark {
  private static final String BUNDLE = "benchmark";
  private static final int FUNCTIONS_PER_FILE = 20;
  private static final int FILES_PER_COMMIT = 1_000;
  private static final int ROWS = 10;
  private static final double TIE = 1e-6;

  private final BenchmarkSettings settings;
  private final PrintStream table;
  private final PrintStream progress;

  /**
   * A benchmark.
   *
   * @param table where the table goes
   * @param progress where one sees what is being done
   */
  public IndexBenchmark(BenchmarkSettings settings, PrintStream table, PrintStream progress) {
    this.settings = settings;
    this.table = table;
    this.progress = progress;
  }

  /**
   * Runs the benchmark as a program.
   *
   * @param arguments see {@link BenchmarkSettings#parse}
   * @throws IOException when the folder cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    BenchmarkSettings settings;
    try {
      settings = BenchmarkSettings.parse(List.of(arguments));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    new IndexBenchmark(settings, System.out, System.err).run();
  }

  /**
   * Measures everything that the settings ask for.
   *
   * @throws IOException when the folder cannot be written
   */
  public void run() throws IOException {
    boolean isVectorised = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    table.printf("Java %s, %d processors, vector instructions %s; %d queries, seed %d.%n%n", Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        isVectorised ? "used" : "not used (--add-modules jdk.incubator.vector)", settings.queries(), settings.seed());
    table.println(
        "| vectors | kept as | state | built, functions/s | on disk, MB | floats, MB | searched, MB | of floats "
            + "| heap, MB | width | recall@10 | p50 ms | p99 ms | p50 ms, 2 threads | p99 ms, 2 threads |");
    table.println(
        "| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (int size : settings.sizes()) {
      ClusteredVectors vectors = new ClusteredVectors(settings.seed(), size);
      List<Embedding> queries = IntStream.range(size, size + settings.queries()).mapToObj(vectors::vector).toList();
      progress.printf("%,d vectors: exact search%n", size);
      double[] tenth = ExactNeighbours.similarityOfRank(vectors, size, queries, ROWS);
      for (VectorStorage storage : settings.storages()) {
        measure(vectors, size, storage, queries, tenth);
      }
    }
  }

  private void measure(ClusteredVectors vectors, int size, VectorStorage storage, List<Embedding> queries,
      double[] tenth) throws IOException {
    Path folder = Files.createTempDirectory(Files.createDirectories(settings.folder()), "benchmark-");
    IndexOptions options = IndexOptions.forBundle(BUNDLE).withStorage(storage).withoutVerifying();
    try {
      progress.printf("%,d vectors as %s: building%n", size, storage);
      double buildSeconds;
      double compactSeconds;
      try (FunctionIndex index = open(folder, options)) {
        long start = System.nanoTime();
        build(index, vectors, size);
        buildSeconds = (System.nanoTime() - start) / 1e9;
      }
      search(folder, options, queries, tenth, new Row(size, storage, "as indexed", size / buildSeconds, vectors));
      progress.printf("%,d vectors as %s: compacting%n", size, storage);
      try (FunctionIndex index = open(folder, options)) {
        long start = System.nanoTime();
        index.compact();
        compactSeconds = (System.nanoTime() - start) / 1e9;
      }
      search(folder, options, queries, tenth,
          new Row(size, storage, "compacted", size / (buildSeconds + compactSeconds), vectors));
    } finally {
      delete(folder);
    }
  }

  private record Row(int size, VectorStorage storage, String state, double functionsPerSecond,
      ClusteredVectors vectors) {}

  private static FunctionIndex open(Path folder, IndexOptions options) throws IOException {
    return ((IndexOpening.Writable) LuceneIndexes.open(folder, options)).index();
  }

  private void build(FunctionIndex index, ClusteredVectors vectors, int size) throws IOException {
    for (int first = 0; first < size; first += FUNCTIONS_PER_FILE) {
      int file = first / FUNCTIONS_PER_FILE;
      String name = "/src/directory%03d/file%06d.c".formatted(file % 200, file);
      List<IndexedFunction> functions = IntStream.range(first, Math.min(size, first + FUNCTIONS_PER_FILE))
          .mapToObj(number -> function(name, number, vectors.vector(number))).toList();
      index.putFile(name, Integer.toString(first), functions);
      if (file % FILES_PER_COMMIT == FILES_PER_COMMIT - 1) {
        index.commit();
        progress.printf("  %,d%n", first + FUNCTIONS_PER_FILE);
      }
    }
    index.commit();
  }

  private static IndexedFunction function(String file, int number, Embedding embedding) {
    SplittableRandom random = new SplittableRandom(number);
    int instructions = 1 + (int) Math.exp(6 * random.nextDouble());
    List<OptionalInt> afterPass = new ArrayList<>();
    for (int pass = 0; pass < Measurements.PASSES; pass++) {
      afterPass.add(OptionalInt.of(random.nextInt(3) == 0 ? random.nextInt(instructions + 1) : instructions));
    }
    List<Integer> features = random.ints(FunctionBody.FEATURES, 0, instructions / 4 + 1).boxed().toList();
    FunctionBody body = new FunctionBody(hash(number), BUNDLE, instructions, embedding,
        new Measurements(afterPass, OptionalInt.of(instructions / 2), Optional.empty()), features);
    return new IndexedFunction(new FunctionPlace(new PlaceKey(file, "function" + number), "c",
        Optional.of(new LineRange(1 + number % 1000, 20 + number % 1000)), Instant.EPOCH), body);
  }

  /** As long as a SHA-256, and with the number in it. */
  private static String hash(int number) {
    return "%016x%040x%08d".formatted(new SplittableRandom(number).nextLong(), 0, number);
  }

  private static int number(String hash) {
    return Integer.parseInt(hash.substring(hash.length() - 8));
  }

  private void search(Path folder, IndexOptions options, List<Embedding> queries, double[] tenth, Row row)
      throws IOException {
    Footprint footprint = Footprint.of(folder);
    for (int width : settings.widths()) {
      try (FunctionIndex index = open(folder, options.withSearchWidth(width))) {
        progress.printf("  searching, width %d%n", width);
        double recall = recall(index, queries, tenth, row.vectors());
        Latencies one = Latencies.measure(index, queries, 1, ROWS);
        Latencies two = Latencies.measure(index, queries, 2, ROWS);
        double floats = (double) row.size() * Embedding.DIMENSIONS * Float.BYTES;
        table.printf(Locale.ROOT,
            "| %,d | %s | %s, %d segments | %,.0f | %.0f | %.0f | %.0f | %.0f %% | %.0f | %d | %.4f | %.2f | %.2f "
                + "| %.2f | %.2f |%n",
            row.size(), row.storage(), row.state(), footprint.segments(), row.functionsPerSecond(),
            megabytes(footprint.disk()), megabytes(footprint.floats()), megabytes(footprint.searched()),
            100 * footprint.searched() / floats, heap(), width, recall, one.milliseconds(50), one.milliseconds(99),
            two.milliseconds(50), two.milliseconds(99));
        table.flush();
      }
    }
  }

  /** The share of the rows found that are at least as similar as the tenth nearest; also warms everything up. */
  private static double recall(FunctionIndex index, List<Embedding> queries, double[] tenth, ClusteredVectors vectors)
      throws IOException {
    long found = 0;
    for (int i = 0; i < queries.size(); i++) {
      for (SimilarFunction row : index.search(SimilarQuery.of(queries.get(i), 50).withLimit(ROWS))) {
        Embedding exact = vectors.vector(number(row.body().unitHash()));
        found += queries.get(i).similarity(exact) >= tenth[i] - TIE ? 1 : 0;
      }
    }
    return found / (double) (ROWS * queries.size());
  }

  private static double megabytes(long bytes) {
    return bytes / 1e6;
  }

  private static double heap() {
    System.gc();
    return megabytes(Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
  }

  private static void delete(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(folder)) {
      entries = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path entry : entries) {
      Files.deleteIfExists(entry);
    }
  }
}
