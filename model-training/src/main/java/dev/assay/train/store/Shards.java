package dev.assay.train.store;

import com.jerolba.carpet.CarpetReader;
import com.jerolba.carpet.CarpetWriter;
import com.jerolba.carpet.CloseableIterator;
import com.jerolba.carpet.io.FileSystemOutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * A table as a folder of Parquet files, {@code shard-00000.parquet} and on.
 *
 * <p>A shard appears whole or not at all: it is written under another name, flushed, and moved. So a step may be killed
 * at any time, and resumes with the shards that are missing. Thread-safe unless two threads write the same shard.
 *
 * @param <T> the record that a row is
 */
public final class Shards<T> {
  private static final String SUFFIX = ".parquet";

  private final Path folder;
  private final Class<T> type;

  /** The table in a folder, which need not exist yet. */
  public Shards(Path folder, Class<T> type) {
    this.folder = folder;
    this.type = type;
  }

  /** Where the shards are. */
  public Path folder() {
    return folder;
  }

  /** The file of a shard. */
  public Path file(int shard) {
    return folder.resolve(String.format(Locale.ROOT, "shard-%05d", shard) + SUFFIX);
  }

  /** Whether a shard has been written. */
  public boolean has(int shard) {
    return Files.isRegularFile(file(shard));
  }

  /** How many shards there are, counted from 0 without a gap. */
  public int count() {
    int count = 0;
    while (has(count)) {
      count++;
    }
    return count;
  }

  /**
   * Writes a shard.
   *
   * @param provenance what the file says of where it comes from
   * @throws StoreException when it cannot be written, for example for a full disk; nothing of it is left then
   */
  public void write(int shard, List<T> rows, Map<String, String> provenance) throws StoreException {
    write(file(shard), rows, provenance);
  }

  private void write(Path file, List<T> rows, Map<String, String> provenance) throws StoreException {
    try {
      WholeFile.write(file, half -> {
        try (CarpetWriter<T> writer = new CarpetWriter.Builder<>(new FileSystemOutputFile(half.toFile()), type)
            .withCompressionCodec(CompressionCodecName.ZSTD).enablePageWriteChecksum().withExtraMetaData(provenance)
            .build()) {
          writer.write(rows);
        }
      });
    } catch (IOException | RuntimeException e) {
      throw new StoreException(file + " cannot be written: " + reason(e) + "; make room and run the step again", e);
    }
  }

  /**
   * The rows of a shard.
   *
   * @throws StoreException when there is no such shard or it is corrupt
   */
  public List<T> read(int shard) throws StoreException {
    List<T> rows = new ArrayList<>();
    read(file(shard), rows::add);
    return rows;
  }

  /**
   * Gives every row of every shard to a consumer, in order.
   *
   * @throws StoreException when there is no shard, or one is corrupt
   */
  public void forEach(Consumer<T> consumer) throws StoreException {
    int count = count();
    if (count == 0) {
      throw new StoreException("there is no table in " + folder + "; run the step that makes it first");
    }
    for (int shard = 0; shard < count; shard++) {
      read(file(shard), consumer);
    }
  }

  private void read(Path file, Consumer<T> consumer) throws StoreException {
    if (!Files.isRegularFile(file)) {
      throw new StoreException("there is no " + file + "; run the step that makes it first");
    }
    try (CloseableIterator<T> rows = new CarpetReader<>(file.toFile(), type).iterator()) {
      while (rows.hasNext()) {
        consumer.accept(rows.next());
      }
    } catch (IOException | RuntimeException e) {
      throw new StoreException(file + " is corrupt: " + reason(e) + "; delete it and run the step that makes it again",
          e);
    }
  }

  /** Removes what a killed writer may have left. */
  public void removeHalves() throws StoreException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(WholeFile.HALF)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new StoreException(folder + " cannot be cleaned: " + reason(e), e);
    }
  }

  private static String reason(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
