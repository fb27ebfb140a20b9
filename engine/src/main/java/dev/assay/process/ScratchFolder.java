package dev.assay.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for files of this process, readable by the user alone. It goes when it is closed, and where the process ends
 * before that, when the next one makes such a folder: a lock, which the system takes back from processes that have
 * ended, tells which are in use. Thread-safe.
 */
public final class ScratchFolder implements AutoCloseable {
  private static final String LOCK = "lock";

  private final Path path;
  private final FileChannel channel;

  private ScratchFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes a folder, and removes those of the same name whose process has ended.
   *
   * @param parent where it is made
   * @param name what its name begins with
   */
  public static ScratchFolder create(Path parent, String name) throws IOException {
    removeLeftOver(parent, name);
    Path folder = Files.createTempDirectory(parent, name);
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw new IOException(folder + " was taken for one that had been left over");
    }
    return new ScratchFolder(folder, channel);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Removes it with all that is in it. */
  @Override
  public void close() throws IOException {
    try (channel) {
      delete(path);
    }
  }

  /** Removes a folder with all that is in it; links in it are not followed. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void removeLeftOver(Path parent, String name) throws IOException {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, name + "*")) {
      for (Path folder : folders) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          removeIfLeftOver(folder);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static void removeIfLeftOver(Path folder) {
    try (
        FileChannel channel =
            FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        delete(folder);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // It is in use, being made, or another user's: whose it is removes it.
    }
  }
}
