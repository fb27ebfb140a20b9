package dev.assay.lsp.indexing;

import dev.assay.lsp.analysis.Reading;
import dev.assay.workspace.indexing.FileIndexer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which files are to be read for the index. However often a file changes, it is here once; when very many change, as
 * after a branch switch, all files are listed instead. What is open comes first, then what has changed, then the rest.
 * A file is taken by one session thread at a time. Thread-safe.
 */
final class ChangeQueue {
  /** More changed files than this are not remembered singly. */
  static final int MOST_CHANGED = 5_000;
  /** Changes come in bursts; so long after the last one nothing is begun... */
  private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  /** ...unless the first one is so old. */
  private static final long LONGEST_SETTLE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final LongSupplier nanoClock;
  /** Files that are open, with what was read of them last. */
  private final Map<Path, Reading> open = new HashMap<>();
  private final Set<Path> read = new LinkedHashSet<>();
  private final Set<Path> changed = new LinkedHashSet<>();
  private final Map<Path, FileIndexer.Again> scanned = new LinkedHashMap<>();
  private final Set<Path> running = new HashSet<>();
  private Optional<FileIndexer.Again> scan = Optional.empty();
  private long firstChange;
  private long lastChange;
  private boolean isSettled = true;
  private int done;
  private boolean closed;

  /** Something to do. */
  sealed interface Item {
    /** All files of the workspace are to be listed, and given to {@link ChangeQueue#scanned}. */
    record Scan(FileIndexer.Again again) implements Item {}

    /** A file is to be indexed as it was read. */
    record Open(Path path, Reading reading) implements Item {}

    /** A file, or a folder that is gone, is to be compared with what is on disk. */
    record OnDisk(Path path, FileIndexer.Again again) implements Item {}
  }

  /**
   * How far the work is.
   *
   * @param done files that were read since there last was nothing to do
   * @param left files that are waiting or being read
   */
  record Count(int done, int left) {}

  ChangeQueue(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** An open document has been read. */
  synchronized void read(Path path, Reading reading) {
    open.put(path, reading);
    read.add(path);
    scanned.remove(path);
    changed.remove(path);
    notifyAll();
  }

  /** A document is not open any more: what is on disk counts again. */
  synchronized void closed(Path path) {
    if (open.remove(path) != null) {
      read.remove(path);
      changed(path);
    }
  }

  /** A file has changed on disk, or is new, or gone. */
  synchronized void changed(Path path) {
    if (open.containsKey(path) || scan.isPresent()) {
      return; // what is open counts, or the list will have it
    }
    if (changed.size() >= MOST_CHANGED) {
      rescan(FileIndexer.Again.NONE);
      return;
    }
    changed.add(path);
    noteChange();
  }

  /** All files are to be listed and compared with the index. */
  synchronized void rescan(FileIndexer.Again again) {
    changed.clear();
    scan = scan.filter(before -> before.compareTo(again) >= 0).or(() -> Optional.of(again));
    noteChange();
  }

  private void noteChange() {
    lastChange = nanoClock.getAsLong();
    if (isSettled) {
      firstChange = lastChange;
      isSettled = false;
    }
    notifyAll();
  }

  /** The list of all files; those that are open are left out. */
  synchronized void scanned(Collection<Path> files, FileIndexer.Again again) {
    for (Path file : files) {
      if (!open.containsKey(file)) {
        scanned.merge(file, again, (one, other) -> one.compareTo(other) >= 0 ? one : other);
      }
    }
    notifyAll();
  }

  /** Whatever is open is to be put into the index again, since that is another one now. */
  synchronized void reread() {
    read.addAll(open.keySet());
    notifyAll();
  }

  /** The files that are open. */
  synchronized Set<Path> openFiles() {
    return Set.copyOf(open.keySet());
  }

  /**
   * The next thing to do; waits for one. A file that was taken is given back with {@link #done}.
   *
   * @param millis how long to wait at most
   */
  synchronized Optional<Item> take(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (!closed) {
      Optional<Item> next = next();
      if (next.isPresent()) {
        return next;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return Optional.empty();
      }
      wait(isSettled ? left : Math.min(left, millisToSettle()));
    }
    return Optional.empty();
  }

  /** When a burst of changes will be over if nothing more comes; at least 1. */
  private long millisToSettle() {
    long settled = Math.min(lastChange + SETTLE_NANOS, firstChange + LONGEST_SETTLE_NANOS);
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(settled - nanoClock.getAsLong()) + 1);
  }

  private Optional<Item> next() {
    Optional<Path> document = first(read);
    if (document.isPresent()) {
      return Optional.of(new Item.Open(document.get(), open.get(document.get())));
    }
    long now = nanoClock.getAsLong();
    if (!isSettled && (now - lastChange >= SETTLE_NANOS || now - firstChange >= LONGEST_SETTLE_NANOS)) {
      isSettled = true;
    }
    if (isSettled && scan.isPresent()) {
      Item item = new Item.Scan(scan.get());
      scan = Optional.empty();
      return Optional.of(item);
    }
    Optional<Path> file = isSettled ? first(changed) : Optional.empty();
    if (file.isPresent()) {
      FileIndexer.Again again = scanned.remove(file.get());
      return Optional.of(new Item.OnDisk(file.get(), again == null ? FileIndexer.Again.NONE : again));
    }
    return first(scanned.keySet(), scanned);
  }

  private Optional<Item> first(Set<Path> paths, Map<Path, FileIndexer.Again> agains) {
    for (Path path : paths) {
      if (running.add(path)) {
        return Optional.of(new Item.OnDisk(path, agains.remove(path)));
      }
    }
    return Optional.empty();
  }

  private Optional<Path> first(Set<Path> paths) {
    for (Iterator<Path> each = paths.iterator(); each.hasNext();) {
      Path path = each.next();
      if (running.add(path)) {
        each.remove();
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** A file that was taken has been read. */
  synchronized void done(Path path) {
    running.remove(path);
    done++;
    notifyAll();
  }

  /** Whether there is nothing to do, and nothing being done; the count of what was done begins anew if so. */
  synchronized boolean restIfEmpty() {
    boolean isEmpty = read.isEmpty() && changed.isEmpty() && scanned.isEmpty() && running.isEmpty() && scan.isEmpty();
    if (isEmpty) {
      done = 0;
    }
    return isEmpty;
  }

  /** How far the work is. */
  synchronized Count count() {
    return new Count(done, read.size() + changed.size() + scanned.size() + running.size());
  }

  /** Forgets what is on disk; what is open stays. */
  synchronized void clear() {
    read.clear();
    changed.clear();
    scanned.clear();
    scan = Optional.empty();
    isSettled = true;
    done = 0;
  }

  /** Gives nothing out any more. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
