package dev.assay.concurrent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** So many values by their keys; where there are more, the least recently used goes first. Thread-safe. */
public final class RecentlyUsed<K, V> {
  private final Map<K, V> values;

  /** None yet. */
  public RecentlyUsed(int most) {
    this.values = new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }

  /** The value of a key, where it is kept. */
  public synchronized Optional<V> get(K key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Keeps a value; the one that the key had before, where it was kept. */
  public synchronized Optional<V> put(K key, V value) {
    return Optional.ofNullable(values.put(key, value));
  }
}
