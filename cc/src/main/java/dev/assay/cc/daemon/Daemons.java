package dev.assay.cc.daemon;

import dev.assay.cc.store.Journal;
import dev.assay.cc.store.Log;
import dev.assay.cc.store.ObjectStore;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The user's daemons, their cache and their journal, as seen from outside.
 *
 * @param folder the daemons'
 */
public record Daemons(Path folder) {
  /** Those of the user who runs this. */
  public static Daemons ofUser() throws IOException {
    return new Daemons(Daemon.folder());
  }

  /** What became of each object. */
  public Collection<Journal.Line> journal() throws IOException {
    return new Journal(folder.resolve("journal.jsonl")).read();
  }

  /** Has the daemons end when they have done what they do. */
  public void stop() throws IOException {
    for (Path socket : sockets()) {
      Files.deleteIfExists(socket); // each looks for its own twice a second
    }
  }

  /** Empties the cache, the journal and the log. */
  public void clear() throws IOException {
    new ObjectStore(folder.resolve("objects"), 1, new Log(folder.resolve("log"))).clear();
    for (String name : List.of("journal.jsonl", "log", "log.old", "daemon.err", "down")) {
      Files.deleteIfExists(folder.resolve(name));
    }
  }

  /** A few lines about them. */
  public String status() throws IOException {
    List<String> running = new ArrayList<>();
    for (Path socket : sockets()) {
      if (isAnswering(socket)) {
        running.add(socket.getFileName().toString());
      }
    }
    long bytes = new ObjectStore(folder.resolve("objects"), 1, new Log(folder.resolve("log"))).bytes();
    return "daemon   " + (running.isEmpty() ? "none runs; the next build starts one" : String.join(", ", running))
        + String.format(Locale.ROOT, "%ncache    %,d KiB in %s%n", bytes >> 10, folder.resolve("objects")) + "log      "
        + folder.resolve("log") + System.lineSeparator();
  }

  private List<Path> sockets() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().startsWith("s-")).sorted().toList();
    }
  }

  private static boolean isAnswering(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false;
    }
  }
}
