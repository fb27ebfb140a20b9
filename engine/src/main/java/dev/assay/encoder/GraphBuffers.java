package dev.assay.encoder;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Memory outside the heap for a graph's inputs and outputs, kept for the next batch: a run takes what is free, and
 * gives it back. As many buffers are kept as were in use at a time. Thread-safe.
 */
final class GraphBuffers {
  private final Deque<ByteBuffer> free = new ArrayDeque<>();

  /**
   * A buffer, which is the caller's until {@link #give}.
   *
   * @param bytes how much has to go in; what it has after that is of an earlier batch
   */
  ByteBuffer take(int bytes) {
    synchronized (free) {
      for (var kept = free.iterator(); kept.hasNext();) {
        ByteBuffer buffer = kept.next();
        if (buffer.capacity() >= bytes) {
          kept.remove();
          return buffer;
        }
      }
      free.pollFirst(); // too small for what is asked for now; the new one does for both
    }
    return ByteBuffer.allocateDirect(Math.max(bytes, Integer.highestOneBit(Math.max(1, bytes - 1)) << 1))
        .order(ByteOrder.nativeOrder());
  }

  /** Gives a buffer back, of which nothing may be used any more. */
  void give(ByteBuffer buffer) {
    synchronized (free) {
      free.addLast(buffer);
    }
  }
}
