package dev.assay.index.lucene;

import dev.assay.index.IndexOpening;
import dev.assay.index.IndexOptions;
import dev.assay.index.VectorStorage;
import dev.assay.index.record.RecordFormat;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;

/** Opens indexes on disk. */
public final class LuceneIndexes {
  private static final String LUCENE = "lucene";
  private static final String LOCK = "owner.lock";
  private static final String WRITER = "writer.txt";
  private static final String CORRUPT = "corrupt-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** How often and how long to wait for a process that is just making the index. */
  private static final int ATTEMPTS = 40;
  private static final long PAUSE_MILLIS = 50;

  private LuceneIndexes() {}

  /**
   * Opens the index in a folder, made when missing. When another process (or another object of this one) writes it, it
   * is opened for reading. When it is damaged it is moved aside within the folder, where the newest such is kept, and
   * an empty one takes its place.
   *
   * @throws IOException when the folder cannot be read or written
   */
  public static IndexOpening open(Path folder, IndexOptions options) throws IOException {
    Files.createDirectories(folder);
    Directory home = FSDirectory.open(folder);
    Lock lock;
    try {
      lock = home.obtainLock(LOCK);
    } catch (LockObtainFailedException e) {
      home.close();
      return openToRead(folder, options);
    } catch (IOException | RuntimeException e) {
      home.close();
      throw e;
    }
    Closeable owner = () -> {
      try (home; lock) {
        Files.deleteIfExists(folder.resolve(WRITER));
      }
    };
    boolean isOpen = false;
    try {
      Files.writeString(folder.resolve(WRITER), Long.toString(ProcessHandle.current().pid()));
      IndexOpening opening = openToWrite(folder, options, owner);
      isOpen = opening instanceof IndexOpening.Writable;
      return opening;
    } finally {
      if (!isOpen) {
        owner.close();
      }
    }
  }

  private static IndexOpening openToWrite(Path folder, IndexOptions options, Closeable owner) throws IOException {
    Path lucene = folder.resolve(LUCENE);
    VectorFormat vectorFormat = new VectorFormat(options.storage());
    Documents.Header wanted = Documents.Header.of(options.bundleId(), vectorFormat);
    List<String> notices = new ArrayList<>();
    Optional<Documents.Header> found = Optional.empty();
    try {
      found = inspect(lucene, options.verifies());
    } catch (IOException | RuntimeException e) {
      if (!isDamage(e)) {
        throw e;
      }
      notices.add("The index was damaged (" + firstLine(e) + "). It was moved to " + moveAside(folder)
          + " and is made anew; functions have to be indexed again.");
    }
    if (found.isPresent() && !found.get().equals(wanted)) {
      Documents.Header other = found.get();
      boolean isOtherBundle = other.format() == RecordFormat.VERSION && !other.bundleId().equals(options.bundleId());
      if (isOtherBundle && !options.replaceOtherBundle()) {
        return new IndexOpening.OtherBundle(other.bundleId(), otherBundle(folder, other.bundleId(), options));
      }
      notices.add(isOtherBundle
          ? "The index of bundle " + other.bundleId() + " was deleted; functions have to be indexed again."
          : "The index was made by another version or with other settings. It was deleted and is made anew; functions "
              + "have to be indexed again.");
      deleteFolder(lucene);
    }
    Directory directory = FSDirectory.open(lucene);
    try {
      return new IndexOpening.Writable(
          new LuceneFunctionIndex(directory, wanted, vectorFormat, options.searchWidth(), owner), notices);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static String otherBundle(Path folder, String bundleId, IndexOptions options) {
    return "The index in " + folder + " was made with bundle " + bundleId + ", and now bundle " + options.bundleId()
        + " is used, whose results are not mixed with it";
  }

  /** What the newest commit says of itself; empty when there is none yet. Fails where the index is damaged. */
  private static Optional<Documents.Header> inspect(Path lucene, boolean verifies) throws IOException {
    if (!Files.isDirectory(lucene)) {
      return Optional.empty();
    }
    try (Directory directory = FSDirectory.open(lucene)) {
      if (!DirectoryReader.indexExists(directory)) {
        // A process that was killed while it made the index leaves no commit and nothing that one could miss.
        boolean isUnborn = Arrays.stream(directory.listAll())
            .allMatch(name -> name.startsWith("pending_") || name.equals("write.lock"));
        if (!isUnborn) {
          throw new IndexNotFoundException("there are files of an index, but no commit");
        }
        return Optional.empty();
      }
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        if (verifies) {
          for (LeafReaderContext leaf : reader.leaves()) {
            ((CodecReader) leaf.reader()).checkIntegrity();
          }
        }
        return Optional.of(Documents.Header.read(reader.getIndexCommit().getUserData()));
      }
    }
  }

  /** Whether a fault tells of the files' contents, rather than of rights or of the disk. */
  private static boolean isDamage(Exception e) {
    return e instanceof CorruptIndexException || e instanceof IndexFormatTooOldException
        || e instanceof IndexFormatTooNewException || e instanceof IndexNotFoundException || e instanceof EOFException
        || e instanceof FileNotFoundException || e instanceof NoSuchFileException
        || e instanceof IllegalArgumentException || e instanceof IllegalStateException
        || e instanceof IndexOutOfBoundsException;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  private static Path moveAside(Path folder) throws IOException {
    List<Path> older;
    try (Stream<Path> entries = Files.list(folder)) {
      older = entries.filter(entry -> entry.getFileName().toString().startsWith(CORRUPT)).toList();
    }
    for (Path entry : older) {
      deleteFolder(entry);
    }
    Path aside = folder.resolve(CORRUPT + TIME.format(Instant.now()));
    Files.move(folder.resolve(LUCENE), aside);
    return aside;
  }

  private static void deleteFolder(Path folder) throws IOException {
    List<Path> entries;
    try (Stream<Path> walk = Files.walk(folder)) {
      entries = walk.sorted((one, other) -> other.compareTo(one)).toList();
    }
    for (Path entry : entries) {
      Files.deleteIfExists(entry);
    }
  }

  private static IndexOpening openToRead(Path folder, IndexOptions options) throws IOException {
    Directory directory = FSDirectory.open(folder.resolve(LUCENE));
    boolean isOpen = false;
    try {
      DirectoryReader reader = openReader(directory);
      Documents.Header found = Documents.Header.read(reader.getIndexCommit().getUserData());
      if (found.format() != RecordFormat.VERSION) {
        reader.close();
        throw new IOException("the index in " + folder + " is being written by another version");
      }
      if (!found.bundleId().equals(options.bundleId())) {
        reader.close();
        return new IndexOpening.OtherBundle(found.bundleId(), otherBundle(folder, found.bundleId(), options));
      }
      VectorFormat vectorFormat = new VectorFormat(VectorStorage.valueOf(found.storage()));
      CurrentView current = new CurrentView(reader, vectorFormat, options.searchWidth());
      isOpen = true;
      return new IndexOpening.ReadOnly(new LuceneReadOnly(directory, current, found.bundleId()),
          "Another process" + writer(folder) + " writes the index in " + folder
              + "; here it is only read, and what the other indexes is found.");
    } finally {
      if (!isOpen) {
        directory.close();
      }
    }
  }

  private static DirectoryReader openReader(Directory directory) throws IOException {
    for (int attempt = 1;; attempt++) {
      try {
        return DirectoryReader.open(directory);
      } catch (IndexNotFoundException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("another process is making the index; try again", e);
        }
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while another process makes the index", e);
      }
    }
  }

  private static String writer(Path folder) {
    try {
      return " (" + Files.readString(folder.resolve(WRITER)).strip() + ")";
    } catch (IOException e) {
      // It is gone again, or has not yet said who it is.
      return "";
    }
  }
}
