package dev.assay.workspace.indexing;

import dev.assay.concurrent.Cancellation;
import dev.assay.encoder.EncoderInput;
import dev.assay.index.FunctionBody;
import dev.assay.index.FunctionIndex;
import dev.assay.ir.Unit;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of functions by the hash of their IR, so that none is measured twice: in the index, put into it and
 * not yet committed, or being measured just now for another file. Thread-safe.
 */
final class BodyCache {
  /** A body is some 2 KB; commits come long before there are so many. */
  private static final int MOST_UNCOMMITTED = 10_000;

  private final FunctionIndex index;
  private final FunctionMeasurer measurer;
  private final CpuBudget budget;
  private final IndexDepth depth;
  private final EncodingQueue encoding;
  /** What the index does not show yet; guarded by itself. */
  private final Map<String, FunctionBody> uncommitted = new LinkedHashMap<>() {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, FunctionBody> eldest) {
      return size() > MOST_UNCOMMITTED;
    }
  };
  private final Map<String, CompletableFuture<FunctionMeasurer.Result>> underWay = new ConcurrentHashMap<>();

  BodyCache(FunctionIndex index, FunctionMeasurer measurer, CpuBudget budget, IndexDepth depth) {
    this.index = index;
    this.measurer = measurer;
    this.budget = budget;
    this.depth = depth;
    this.encoding = measurer.encodingQueue(budget);
  }

  /**
   * What is known of IR, and is enough for the depth that is wanted.
   *
   * @throws IOException when the index cannot be read
   */
  Optional<FunctionBody> known(String unitHash) throws IOException {
    synchronized (uncommitted) {
      FunctionBody body = uncommitted.get(unitHash);
      if (body != null && depth.isKnown(body)) {
        return Optional.of(body);
      }
    }
    return index.findBody(unitHash).filter(depth::isKnown);
  }

  /**
   * Measures a function, or waits for who does so already.
   *
   * @throws CancellationException when cancelled
   */
  FunctionMeasurer.Result measure(Unit unit, Cancellation cancellation) {
    CompletableFuture<FunctionMeasurer.Result> mine = new CompletableFuture<>();
    while (true) {
      CompletableFuture<FunctionMeasurer.Result> other = underWay.putIfAbsent(unit.hash(), mine);
      if (other == null) {
        return measure(unit, mine, cancellation);
      }
      try {
        return other.join();
      } catch (CancellationException e) {
        cancellation.check(); // only the other was given up
      } catch (CompletionException e) {
        throw e.getCause() instanceof RuntimeException cause ? cause : e;
      }
    }
  }

  private FunctionMeasurer.Result measure(Unit unit, CompletableFuture<FunctionMeasurer.Result> mine,
      Cancellation cancellation) {
    try {
      FunctionMeasurer.Result result = measureNow(unit, cancellation);
      if (result instanceof FunctionMeasurer.Result.Measured made) {
        put(made.body());
      }
      underWay.remove(unit.hash(), mine);
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      underWay.remove(unit.hash(), mine);
      mine.completeExceptionally(e);
      throw e;
    }
  }

  /** Embeddings alone are made in batches, while the next functions are probed. */
  private FunctionMeasurer.Result measureNow(Unit unit, Cancellation cancellation) {
    if (depth != IndexDepth.EMBEDDING) {
      return budget.run(cancellation, inner -> measurer.measure(unit, depth, inner));
    }
    EncoderInput probed = budget.run(cancellation, inner -> measurer.probe(unit, inner));
    return measurer.embedded(unit, probed, input -> encoding.encode(input, cancellation));
  }

  /** Takes over what has been measured. */
  void put(FunctionBody body) {
    synchronized (uncommitted) {
      uncommitted.put(body.unitHash(), body);
    }
  }

  /**
   * The index has been committed: what it shows now is looked up there.
   *
   * @throws IOException when the index cannot be read
   */
  void committed() throws IOException {
    List<String> hashes;
    synchronized (uncommitted) {
      hashes = List.copyOf(uncommitted.keySet());
    }
    for (String hash : hashes) {
      if (index.findBody(hash).isPresent()) {
        synchronized (uncommitted) {
          uncommitted.remove(hash);
        }
      }
    }
  }
}
