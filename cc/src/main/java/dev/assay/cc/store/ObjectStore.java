package dev.assay.cc.store;

import dev.assay.cc.tuning.ObjectMaker.SmallObject;
import dev.assay.digest.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Objects that were made, by what they were made of, in a folder of limited size; several for one key, in an order.
 * Thread-safe, also between processes: an entry appears whole or not at all.
 *
 * <p>Each entry has the hash of its bytes before them, so that one that is cut off or damaged is no entry, and is
 * removed.
 */
public final class ObjectStore {
  private static final int HASH_BYTES = 32;
  private static final String SUFFIX = ".objects";
  /** So many bytes are written before the folder's size is looked at again, as a part of the limit. */
  private static final int LOOKS_PER_LIMIT = 16;

  private final Path folder;
  private final long limitBytes;
  private final Log log;
  private final AtomicLong written = new AtomicLong(Long.MAX_VALUE);

  private record Entry(Path file, long bytes, FileTime used) {}

  /**
   * A store.
   *
   * @param folder made when it is first needed
   * @param limitBytes entries longest unused are removed beyond that; 0: nothing is kept
   */
  public ObjectStore(Path folder, long limitBytes, Log log) {
    this.folder = folder;
    this.limitBytes = limitBytes;
    this.log = log;
  }

  /** The objects of a key, in their order, where there are any. */
  public Optional<List<SmallObject>> get(String key) {
    Path file = file(key);
    try {
      byte[] bytes = Files.readAllBytes(file);
      Optional<List<SmallObject>> found = decode(bytes);
      if (found.isEmpty()) {
        log.say("the cache's " + file.getFileName() + " is damaged, and is removed");
        Files.deleteIfExists(file);
      } else {
        touch(file);
      }
      return found;
    } catch (IOException e) {
      return Optional.empty(); // missing, or not to be read
    }
  }

  private static void touch(Path file) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // It is read only; then nothing is removed either.
    }
  }

  /** Keeps objects, where there is room. */
  public void put(String key, List<SmallObject> objects) {
    if (limitBytes <= 0) {
      return;
    }
    Path file = file(key);
    Path half = null;
    try {
      Files.createDirectories(file.getParent());
      half = Files.createTempFile(file.getParent(), "new", ".tmp");
      byte[] bytes = encode(objects);
      Files.write(half, bytes);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      if (written.addAndGet(bytes.length) > limitBytes / LOOKS_PER_LIMIT || written.get() < 0) {
        written.set(0);
        trim();
      }
    } catch (IOException e) {
      log.say("the cache cannot be written: " + e);
      delete(half);
    }
  }

  private static void delete(Path half) {
    try {
      if (half != null) {
        Files.deleteIfExists(half);
      }
    } catch (IOException e) {
      // The next trim removes it.
    }
  }

  /** How many bytes are kept. */
  public long bytes() throws IOException {
    return entries().stream().mapToLong(Entry::bytes).sum();
  }

  /** Removes all. */
  public void clear() throws IOException {
    for (Entry entry : entries()) {
      Files.deleteIfExists(entry.file);
    }
  }

  /** Removes what has been unused longest, down to four fifths of the limit. */
  private synchronized void trim() throws IOException {
    List<Entry> entries = entries();
    long sum = entries.stream().mapToLong(Entry::bytes).sum();
    if (sum <= limitBytes) {
      return;
    }
    for (Entry entry : entries.stream().sorted(Comparator.comparing(Entry::used)).toList()) {
      if (sum <= limitBytes / 5 * 4) {
        break;
      }
      Files.deleteIfExists(entry.file);
      sum -= entry.bytes;
    }
  }

  /** What is kept. Other processes write and remove meanwhile, so that a file may vanish while it is looked at. */
  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return entries;
    }
    Files.walkFileTree(folder, Set.of(), 2, new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
          entries.add(new Entry(file, attributes.size(), attributes.lastModifiedTime()));
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path file, IOException reason) {
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path directory, IOException reason) {
        return FileVisitResult.CONTINUE;
      }
    });
    return entries;
  }

  private Path file(String key) {
    return folder.resolve(key.substring(0, 2)).resolve(key.substring(2) + SUFFIX);
  }

  private static byte[] encode(List<SmallObject> objects) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(objects.size());
      for (SmallObject object : objects) {
        out.writeUTF(object.how());
        out.writeUTF(object.tested());
        out.writeInt(object.bytes().length);
        out.write(object.bytes());
      }
    }
    byte[] body = bytes.toByteArray();
    byte[] all = Arrays.copyOf(Sha256.of(body), HASH_BYTES + body.length);
    System.arraycopy(body, 0, all, HASH_BYTES, body.length);
    return all;
  }

  private static Optional<List<SmallObject>> decode(byte[] all) throws IOException {
    if (all.length < HASH_BYTES) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOfRange(all, HASH_BYTES, all.length);
    if (!Arrays.equals(Sha256.of(body), Arrays.copyOf(all, HASH_BYTES))) {
      return Optional.empty();
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(body))) {
      int count = in.readInt();
      List<SmallObject> objects = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String how = in.readUTF();
        String tested = in.readUTF();
        objects.add(new SmallObject(in.readNBytes(in.readInt()), how, tested));
      }
      return Optional.of(objects);
    }
  }
}
