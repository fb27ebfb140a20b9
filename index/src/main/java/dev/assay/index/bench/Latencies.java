package dev.assay.index.bench;

import dev.assay.index.Embedding;
import dev.assay.index.FunctionReader;
import dev.assay.index.SimilarQuery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long searches took. */
final class Latencies {
  private static final int ROUNDS = 3;

  private final long[] ascendingNanos;

  private Latencies(long[] ascendingNanos) {
    this.ascendingNanos = ascendingNanos;
  }

  /** Asks every query three times, divided between so many threads. */
  static Latencies measure(FunctionReader index, List<Embedding> queries, int threads, int rows) throws IOException {
    List<Future<long[]>> parts = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int thread = 0; thread < threads; thread++) {
        int first = thread;
        parts.add(pool.submit(() -> ask(index, queries, first, threads, rows)));
      }
    }
    List<long[]> nanos = new ArrayList<>();
    for (Future<long[]> part : parts) {
      try {
        nanos.add(part.get());
      } catch (ExecutionException e) { // as the engine's Waiting.ioResult, which is not known here
        throw e.getCause() instanceof IOException cause ? cause : new IOException("a search failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
    return new Latencies(nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray());
  }

  private static long[] ask(FunctionReader index, List<Embedding> queries, int first, int step, int rows)
      throws IOException {
    long[] nanos = new long[ROUNDS * ((queries.size() - first + step - 1) / step)];
    int done = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = first; i < queries.size(); i += step) {
        long start = System.nanoTime();
        index.search(SimilarQuery.of(queries.get(i), 50).withLimit(rows));
        nanos[done++] = System.nanoTime() - start;
      }
    }
    return nanos;
  }

  /** The time within which so many percent of the searches were done. */
  double milliseconds(int percent) {
    return ascendingNanos[Math.min(ascendingNanos.length - 1, ascendingNanos.length * percent / 100)] / 1e6;
  }
}
