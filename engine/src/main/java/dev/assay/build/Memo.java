package dev.assay.build;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Values that are made when they are first asked for, each once; who asks meanwhile waits. Work that throws, as when it
 * is cancelled, leaves nothing, so that the next one to ask does it again. Thread-safe.
 */
final class Memo<K, V> {
  private final Map<K, Slot<V>> slots = new ConcurrentHashMap<>();

  private static final class Slot<V> {
    private final ReentrantLock lock = new ReentrantLock();
    private V value;
  }

  /** What has been made; empty where it has not, or somebody is at it. */
  Optional<V> known(K key) {
    Slot<V> slot = slots.get(key);
    if (slot == null || !slot.lock.tryLock()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(slot.value);
    } finally {
      slot.lock.unlock();
    }
  }

  V get(K key, Supplier<V> make) {
    Slot<V> slot = slots.computeIfAbsent(key, absent -> new Slot<>());
    slot.lock.lock();
    try {
      if (slot.value == null) {
        slot.value = make.get();
      }
      return slot.value;
    } finally {
      slot.lock.unlock();
    }
  }
}
