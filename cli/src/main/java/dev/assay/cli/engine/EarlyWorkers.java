package dev.assay.cli.engine;

import dev.assay.pool.WorkerOptions;
import dev.assay.pool.WorkerPool;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Starts the workers of a command with the usual options while its command line is still being taken apart, which takes
 * half as long as a worker does to start. Of a process, not of a command: that the process begins them is what makes
 * them early. Thread-safe.
 */
public final class EarlyWorkers {
  private static final WorkerOptions USUAL = WorkerOptions.defaults();
  private static final Set<String> COMMANDS = Set.of("advise", "embed", "features", "similar");
  private static final Set<String> HELP = Set.of("-h", "--help");
  private static final AtomicReference<CompletableFuture<WorkerPool>> BEGUN = new AtomicReference<>();

  private EarlyWorkers() {}

  /** Begins them if a command needs workers; they end with the process, should nobody take them. */
  public static void begin(String... arguments) {
    if (arguments.length < 2 || !COMMANDS.contains(arguments[0]) || HELP.contains(arguments[1])) {
      return;
    }
    CompletableFuture<WorkerPool> pool = new CompletableFuture<>();
    BEGUN.set(pool);
    Thread.ofPlatform().daemon().name("early workers").start(() -> {
      try {
        pool.complete(WorkerPool.started(USUAL));
      } catch (IOException | RuntimeException | Error e) {
        pool.completeExceptionally(e); // who takes them begins anew, and says why there are none
      }
    });
  }

  /** The workers that were begun, once; empty where none were, or others are wanted. */
  static Optional<WorkerPool> take(WorkerOptions wanted) {
    CompletableFuture<WorkerPool> begun = BEGUN.getAndSet(null);
    Optional<WorkerPool> early =
        begun == null ? Optional.empty() : begun.handle((pool, failure) -> Optional.ofNullable(pool)).join();
    if (wanted.equals(USUAL)) {
      return early;
    }
    early.ifPresent(WorkerPool::close);
    return Optional.empty();
  }
}
