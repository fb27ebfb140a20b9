package dev.assay.cli.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Predicate;

/** Elements of which the first can be counted before they are drawn. */
final class LookAhead<T> implements Iterator<T> {
  private final Iterator<T> elements;
  private final Deque<T> seen = new ArrayDeque<>();

  LookAhead(Iterator<T> elements) {
    this.elements = elements;
  }

  /** How many elements are of the kind that counts; more than {@code few} are not told apart. */
  int count(Predicate<T> counts, int few) {
    int count = (int) seen.stream().filter(counts).count();
    while (count <= few && elements.hasNext()) {
      T element = elements.next();
      seen.add(element);
      count += counts.test(element) ? 1 : 0;
    }
    return count;
  }

  @Override
  public boolean hasNext() {
    return !seen.isEmpty() || elements.hasNext();
  }

  @Override
  public T next() {
    return seen.isEmpty() ? elements.next() : seen.remove();
  }
}
