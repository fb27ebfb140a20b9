package dev.assay.lsp.indexing;

import dev.assay.index.FunctionReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Lets others query the index, which may not be there just now. Thread-safe. */
public final class IndexAccess {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong generation = new AtomicLong();
  private FunctionReader reader;
  private volatile boolean isGrowing;

  /** A query. */
  @FunctionalInterface
  public interface Query<T> {
    /**
     * Asks the index; must not keep the reader.
     *
     * @throws IOException when the index cannot be read
     */
    T in(FunctionReader reader) throws IOException;
  }

  /**
   * Queries the index.
   *
   * @return empty where there is no index just now
   * @throws IOException when the index cannot be read
   */
  public <T> Optional<T> query(Query<T> query) throws IOException {
    Lock reading = lock.readLock();
    reading.lock();
    try {
      return reader == null ? Optional.empty() : Optional.of(query.in(reader));
    } finally {
      reading.unlock();
    }
  }

  /** Grows whenever the index may give other answers. */
  public long generation() {
    return generation.get();
  }

  /** Whether files are being read for the index just now, so that it may soon have more. */
  public boolean isGrowing() {
    return isGrowing;
  }

  void growing(boolean value) {
    isGrowing = value;
  }

  void changed() {
    generation.incrementAndGet();
  }

  /** Answers queries from an index. */
  void open(FunctionReader opened) {
    set(opened);
  }

  /** No query is running, and none is answered, once this returns. */
  void close() {
    growing(false);
    set(null);
  }

  private void set(FunctionReader other) {
    Lock writing = lock.writeLock();
    writing.lock();
    try {
      reader = other;
    } finally {
      writing.unlock();
    }
    changed();
  }
}
