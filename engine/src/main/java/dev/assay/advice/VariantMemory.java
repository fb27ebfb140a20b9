package dev.assay.advice;

import dev.assay.concurrent.RecentlyUsed;
import dev.assay.digest.Sha256;
import dev.assay.ir.Unit;
import dev.assay.wire.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What pipelines left of units, so that a function that an edit has not touched need not be measured again. Only what
 * ran is kept, without texts; the least recently used goes first. Thread-safe.
 */
final class VariantMemory {
  /** About a kilobyte each. */
  private static final int KEPT = 20_000;

  private final RecentlyUsed<String, VariantResult.Ran> results = new RecentlyUsed<>(KEPT);
  /** Those that are being run, each with a lock that its runner holds. */
  private final Map<String, ReentrantLock> running = new ConcurrentHashMap<>();

  /** What is known of variants of a unit, or else what comes of running those of which nothing is; in their order. */
  List<VariantResult> getAll(Unit unit, List<Request.Variant> variants,
      Function<List<Request.Variant>, List<VariantResult>> runAll) {
    Map<Request.Variant, VariantResult> found = new LinkedHashMap<>();
    for (Request.Variant variant : variants) {
      results.get(key(unit, variant)).ifPresent(known -> found.put(variant, known));
    }
    List<Request.Variant> unknown = variants.stream().filter(v -> !found.containsKey(v)).distinct().toList();
    List<VariantResult> ran = unknown.isEmpty() ? List.of() : runAll.apply(unknown);
    for (int i = 0; i < ran.size(); i++) {
      found.put(unknown.get(i), ran.get(i));
      if (ran.get(i) instanceof VariantResult.Ran result) {
        results.put(key(unit, unknown.get(i)), result);
      }
    }
    return variants.stream().map(found::get).toList();
  }

  /** What is known of a variant of a unit, or else what comes of running it now; who asks meanwhile waits for it. */
  VariantResult get(Unit unit, Request.Variant variant, Supplier<VariantResult> run) {
    if (variant.wantText()) {
      return run.get();
    }
    String key = key(unit, variant);
    Optional<VariantResult.Ran> known = results.get(key);
    if (known.isPresent()) {
      return known.get();
    }
    ReentrantLock lock = running.computeIfAbsent(key, absent -> new ReentrantLock());
    lock.lock();
    try {
      Optional<VariantResult.Ran> meanwhile = results.get(key);
      if (meanwhile.isPresent()) {
        return meanwhile.get();
      }
      VariantResult result = run.get();
      if (result instanceof VariantResult.Ran ran) {
        results.put(key, ran);
      }
      return result;
    } finally {
      running.remove(key, lock);
      lock.unlock();
    }
  }

  /** Pipelines are long, so their digest stands for them. */
  private static String key(Unit unit, Request.Variant variant) {
    String whole =
        String.join("\n", unit.hash(), variant.machine().toString(), "" + variant.wantCode(), variant.pipeline());
    return Sha256.hex(whole);
  }
}
