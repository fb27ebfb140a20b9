package dev.assay.pool;

import dev.assay.concurrent.Cancellation;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * As many worker processes as there are cores, started when first needed and replaced when they die.
 *
 * <p>Not Commons Pool: it watches what is idle, and what matters here happens in the middle of a request (time, memory,
 * the death of a process). Tried, its pool when closed left both workers that were lent alive, and a thread that waited
 * for one could only be interrupted, not cancelled.
 *
 * <p>Safe for use by many threads; each call occupies one worker and its calling thread. Workers end with the pool,
 * and by themselves when this process goes away, since their input ends.
 */
public final class WorkerPool implements AutoCloseable {
  private static final long WATCH_MILLIS = 10;

  private final WorkerOptions options;
  private final LlvmDistribution llvm;
  private final Path observer;
  private final Places places;
  private final Deque<WorkerProcess> idle = new ArrayDeque<>();
  private final Set<WorkerProcess> all = new HashSet<>();
  private final Thread watcher;
  private final AtomicLong started = new AtomicLong();
  private final AtomicInteger starting = new AtomicInteger();
  private volatile boolean closed;

  /**
   * A pool over an unpacked LLVM. No worker is started yet.
   *
   * @throws IOException when the cache folder cannot be written
   */
  public WorkerPool(WorkerOptions options, LlvmDistribution llvm) throws IOException {
    this.options = options;
    this.llvm = llvm;
    Path bitcode = llvm.observerBitcode(CacheFolder.get());
    this.observer = ObserverLibrary.beside(bitcode, llvm).orElse(bitcode);
    this.places = new Places(options.workers());
    this.watcher = Thread.ofPlatform().daemon().name("worker watch").start(this::watch);
  }

  /**
   * A pool over LLVM, which is unpacked where that has not been done, whose workers start in the background.
   *
   * @throws IOException when LLVM is not available, or the cache folder cannot be written
   */
  public static WorkerPool started(WorkerOptions options) throws IOException {
    WorkerPool pool = new WorkerPool(options, LlvmDistribution.unpack());
    pool.warmUp();
    return pool;
  }

  /** How many workers there may be at a time. */
  public int size() {
    return options.workers();
  }

  /** How many requests could start at once without waiting. */
  public int free() {
    return places.free();
  }

  /** How many processes have been started so far, replacements included. */
  public long startedCount() {
    return started.get();
  }

  /** The distribution that the workers hold. */
  public LlvmDistribution llvm() {
    return llvm;
  }

  /** Process ids of the living workers. */
  public List<Long> pids() {
    synchronized (all) {
      return all.stream().filter(WorkerProcess::isAlive).map(WorkerProcess::pid).toList();
    }
  }

  /**
   * The version of LLVM that the workers hold, for example {@code 20.1.7}; starts a worker when there is none.
   *
   * @throws IOException when none can be started
   */
  public String llvmVersion() throws IOException {
    places.acquire(Cancellation.never());
    try {
      WorkerProcess worker = take();
      putBack(worker);
      return worker.llvmVersion();
    } finally {
      places.release();
    }
  }

  /**
   * Starts the workers in the background, so that the first requests need not wait for them: half of them first, since
   * all at once would be ready late together.
   */
  public void warmUp() {
    int half = (options.workers() + 1) / 2;
    CountDownLatch first = new CountDownLatch(half);
    for (int i = 0; i < options.workers(); i++) {
      boolean isFirst = i < half;
      Thread.ofVirtual().start(() -> {
        try {
          if (!isFirst) {
            first.await();
          }
          startOne();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        } finally {
          first.countDown();
        }
      });
    }
  }

  private void startOne() {
    if (!places.tryAcquire()) {
      return; // somebody is starting one already
    }
    try {
      boolean enough;
      synchronized (all) {
        enough = all.size() + starting.getAndIncrement() >= options.workers();
      }
      if (!enough) {
        putBack(start());
      }
    } catch (IOException | RuntimeException e) {
      // The first request will say so.
    } finally {
      starting.decrementAndGet();
      places.release();
    }
  }

  /**
   * Has a worker answer a request; waits for a free one, and what is urgent by its cancellation waits for nothing else.
   *
   * <p>A worker that was killed from outside, while it was idle or at work, proves nothing against the request, so
   * another one is asked once more.
   *
   * @param consumer is given each reply but the last, on the calling thread
   * @param beginning is run on the calling thread as soon as there is a worker, and once more before replies come again
   *     from the first
   * @throws WorkerFailure when the worker died on the request
   * @throws CancellationException when cancelled
   * @throws UncheckedIOException when no worker can be started
   */
  public Reply.Done call(Request request, Consumer<Reply> consumer, Runnable beginning, Cancellation cancellation)
      throws WorkerFailure {
    places.acquire(cancellation);
    try {
      try {
        return callOne(request, consumer, beginning, cancellation);
      } catch (WorkerFailure failure) {
        if (failure.kind() != WorkerFailure.Kind.KILLED) {
          throw failure;
        }
        return callOne(request, consumer, beginning, cancellation);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      places.release();
    }
  }

  private Reply.Done callOne(Request request, Consumer<Reply> consumer, Runnable beginning, Cancellation cancellation)
      throws WorkerFailure, IOException {
    WorkerProcess worker = take();
    try {
      beginning.run();
      return worker.call(request, consumer, cancellation);
    } finally {
      putBack(worker);
    }
  }

  private WorkerProcess take() throws IOException {
    synchronized (all) {
      while (!idle.isEmpty()) {
        WorkerProcess worker = idle.pop();
        if (worker.isAlive()) {
          return worker;
        }
        all.remove(worker);
        worker.close();
      }
    }
    return start();
  }

  private WorkerProcess start() throws IOException {
    if (closed) {
      throw new CancellationException("the worker pool is closed");
    }
    WorkerProcess worker = new WorkerProcess(options, llvm, observer);
    started.incrementAndGet();
    synchronized (all) {
      all.add(worker);
    }
    return worker;
  }

  private void putBack(WorkerProcess worker) {
    synchronized (all) {
      if (worker.isAlive() && !closed) {
        idle.push(worker);
      } else {
        all.remove(worker);
        worker.close();
      }
    }
  }

  private void watch() {
    try {
      while (!closed) {
        List<WorkerProcess> workers;
        synchronized (all) {
          workers = new ArrayList<>(all);
        }
        long now = System.nanoTime();
        workers.forEach(worker -> worker.watch(now));
        TimeUnit.MILLISECONDS.sleep(WATCH_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills every worker; requests under way are cancelled. */
  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
    synchronized (all) {
      all.forEach(WorkerProcess::close);
      all.clear();
      idle.clear();
    }
  }
}
