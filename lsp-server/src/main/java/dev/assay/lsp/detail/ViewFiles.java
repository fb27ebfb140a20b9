package dev.assay.lsp.detail;

import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.commands.Arguments;
import dev.assay.lsp.protocol.Side;
import dev.assay.pool.CacheFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.lsp4j.ShowDocumentParams;

/** Shows texts in clients that have no virtual documents: as read-only files of the cache folder. Thread-safe. */
public final class ViewFiles {
  private static final int KEPT = 100;
  private static final int LONGEST_NAME = 60;

  private final ClientPort client;

  /** Files shown by a client. */
  public ViewFiles(ClientPort client) {
    this.client = client;
  }

  /** Writes both sides and has the client open what the pipeline leaves; refused where it cannot open documents. */
  void show(Side side) {
    requireClient("ask without \"show\" and show the answer's 'before' and 'after'");
    try {
      Path folder = Files.createDirectories(CacheFolder.get().resolve("views"));
      String stem = stem(side.name(), side.uri() + side.name());
      write(folder.resolve(stem + ".before.ll"), side.before());
      Path after = write(folder.resolve(stem + ".after.ll"),
          "; passes: " + (side.pipeline().isEmpty() ? side.source() : side.pipeline()) + "\n" + side.after());
      prune(folder);
      client.client().showDocument(new ShowDocumentParams(after.toUri().toString()));
    } catch (IOException e) {
      throw Arguments.failed("the IR cannot be written to the cache folder: " + e.getMessage());
    }
  }

  /**
   * Writes a text and has the client open it; refused where it cannot open documents.
   *
   * @param name what it is about, for the file's name
   * @param ending of the file's name
   * @param key texts of the same key replace each other
   */
  public void show(String name, String ending, String key, String text) {
    requireClient("ask without \"show\" and show the answer");
    try {
      Path folder = Files.createDirectories(CacheFolder.get().resolve("views"));
      Path file = write(folder.resolve(stem(name, key) + ending), text);
      prune(folder);
      client.client().showDocument(new ShowDocumentParams(file.toUri().toString()));
    } catch (IOException e) {
      throw Arguments.failed("the text cannot be written to the cache folder: " + e.getMessage());
    }
  }

  private void requireClient(String instead) {
    if (!client.features().showDocument()) {
      throw Arguments.failed("this client cannot be asked to show a document (window/showDocument); " + instead);
    }
  }

  private static String stem(String name, String key) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.substring(0, Math.min(plain.length(), LONGEST_NAME)) + "-" + Integer.toHexString(key.hashCode());
  }

  private static Path write(Path file, String text) throws IOException {
    Path half = Files.createTempFile(file.getParent(), "view", ".tmp");
    try {
      Files.writeString(half, text);
      if (!half.toFile().setReadOnly()) {
        throw new IOException(half + " cannot be made read-only");
      }
      return Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  private static void prune(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> oldest = files.sorted(Comparator.comparing(ViewFiles::time).reversed()).skip(KEPT).toList();
      for (Path file : oldest) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0); // gone already
    }
  }
}
