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

/** Shows IR in clients that have no virtual documents: as read-only files of the cache folder. Thread-safe. */
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
    if (!client.features().showDocument()) {
      throw Arguments.failed("this client cannot be asked to show a document (window/showDocument); "
          + "ask without \"show\" and show the answer's 'before' and 'after'");
    }
    try {
      Path folder = Files.createDirectories(CacheFolder.get().resolve("views"));
      String name = side.name().replaceAll("[^A-Za-z0-9._-]", "_");
      String stem = name.substring(0, Math.min(name.length(), LONGEST_NAME)) + "-"
          + Integer.toHexString((side.uri() + side.name()).hashCode());
      write(folder.resolve(stem + ".before.ll"), side.before());
      Path after = write(folder.resolve(stem + ".after.ll"),
          "; passes: " + (side.pipeline().isEmpty() ? side.source() : side.pipeline()) + "\n" + side.after());
      prune(folder);
      client.client().showDocument(new ShowDocumentParams(after.toUri().toString()));
    } catch (IOException e) {
      throw Arguments.failed("the IR cannot be written to the cache folder: " + e.getMessage());
    }
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
