package dev.assay.lsp.watch;

import dev.assay.index.FunctionReader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The way to the index for whoever only looks something up: there may be none just now. Thread-safe. */
public final class IndexAccess {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final AtomicLong generation = new AtomicLong();
  private FunctionReader reader;

  /** Looks something up. */
  @FunctionalInterface
  public interface Lookup<T> {
    /**
     * Asks the index; must not keep the reader.
     *
     * @throws IOException when the index cannot be read
     */
    T in(FunctionReader reader) throws IOException;
  }

  /**
   * Looks something up.
   *
   * @return empty where there is no index just now
   * @throws IOException when the index cannot be read
   */
  public <T> Optional<T> look(Lookup<T> lookup) throws IOException {
    Lock reading = lock.readLock();
    reading.lock();
    try {
      return reader == null ? Optional.empty() : Optional.of(lookup.in(reader));
    } finally {
      reading.unlock();
    }
  }

  /** Grows whenever the index may give other answers. */
  public long generation() {
    return generation.get();
  }

  void changed() {
    generation.incrementAndGet();
  }

  /** Lets an index be looked at. */
  void open(FunctionReader opened) {
    set(opened);
  }

  /** Nothing is looked at any more once this returns. */
  void close() {
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
