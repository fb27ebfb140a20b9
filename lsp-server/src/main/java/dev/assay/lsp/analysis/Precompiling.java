package dev.assay.lsp.analysis;

import dev.assay.build.FileBuild;
import dev.assay.concurrent.Cancellation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Has the headers of files that have been built precompiled for the next text, one file at a time, and only while the
 * user does not wait for anything. An edit does not stop it: the next text mostly has the same headers. Thread-safe; no
 * method waits for work.
 */
public final class Precompiling implements AutoCloseable {
  private final Attention attention;
  private final Consumer<String> log;
  private final BiFunction<FileBuild, Cancellation, List<String>> precompiler;
  private final Deque<FileBuild> open = new ArrayDeque<>();
  private Cancellation cancellation = new Cancellation();
  private boolean isRunning;
  private boolean closed;

  /**
   * Precompiles nothing yet.
   *
   * @param log is told what was done
   */
  public Precompiling(Attention attention, Consumer<String> log) {
    this(attention, log, FileBuild::precompile);
  }

  /**
   * Precompiles by other means.
   *
   * @param precompiler does it for a build, and returns what it has done
   */
  Precompiling(Attention attention, Consumer<String> log,
      BiFunction<FileBuild, Cancellation, List<String>> precompiler) {
    this.attention = attention;
    this.log = log;
    this.precompiler = precompiler;
    attention.onRest(this::fill);
  }

  /** A file has been built, perhaps of a newer text than before: what it includes may be precompiled. */
  public void built(FileBuild build) {
    synchronized (this) {
      open.removeIf(build::isBuiltLike);
      open.add(build);
    }
    fill();
  }

  private synchronized void fill() {
    if (closed || isRunning || open.isEmpty() || attention.isWaiting()) {
      return;
    }
    FileBuild next = open.remove();
    Cancellation mine = cancellation;
    isRunning = true;
    // No virtual thread: a build's parts are made under locks, which would hold on to its carrier.
    Thread.ofPlatform().daemon().name("precompile").start(() -> run(next, mine));
  }

  private void run(FileBuild build, Cancellation mine) {
    try {
      precompiler.apply(build, mine).forEach(done -> log.accept(build.source().path().getFileName() + ": " + done));
    } catch (CancellationException e) {
      // It is begun anew when a file is built again.
    } catch (RuntimeException | Error e) {
      log.accept("precompiling failed: " + Failures.sentence(e));
    } finally {
      synchronized (this) {
        isRunning = false;
      }
      fill();
    }
  }

  /** Gives up what is being made. */
  public synchronized void cancelAll() {
    cancellation.cancel();
    cancellation = new Cancellation();
    open.clear();
  }

  /** Gives up what is being made, and makes nothing any more. */
  @Override
  public synchronized void close() {
    closed = true;
    cancelAll();
  }
}
