package dev.assay.cli.run;

import dev.assay.concurrent.Waiting;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Applies a function to elements on several threads and gives the results in the order of the elements.
 *
 * <p>Elements are drawn and results kept only within a window, so neither has to fit into memory as a whole. To be
 * used by one thread.
 */
public final class OrderedMap<A, B> implements Iterator<B>, AutoCloseable {
  /** Finished results that may wait for a slow one before them, for each thread. */
  private static final int WINDOW_PER_THREAD = 4;

  private final Iterator<A> elements;
  private final Function<A, B> function;
  private final int window;
  private final ExecutorService threads;
  private final Deque<Future<B>> pending = new ArrayDeque<>();

  /** A map whose function runs on so many threads. */
  public OrderedMap(Iterator<A> elements, int threadCount, Function<A, B> function) {
    this.elements = elements;
    this.function = function;
    this.window = threadCount * WINDOW_PER_THREAD;
    this.threads = Executors.newFixedThreadPool(threadCount, Thread.ofPlatform().daemon().name("unit ", 1).factory());
  }

  /** Begins with the first elements before a result is asked for. */
  public void begin() {
    while (pending.size() < window && elements.hasNext()) {
      submit();
    }
  }

  private void submit() {
    A element = elements.next();
    pending.add(threads.submit(() -> function.apply(element)));
  }

  @Override
  public boolean hasNext() {
    return !pending.isEmpty() || elements.hasNext();
  }

  /**
   * The next result.
   *
   * @throws RuntimeException what the function threw for it
   */
  @Override
  public B next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    // Drawing an element may take long, so a result that is there goes first.
    while (pending.isEmpty() || (pending.size() < window && !pending.peek().isDone() && elements.hasNext())) {
      submit();
    }
    return Waiting.result(pending.remove());
  }

  /** Gives up what has not been finished. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
