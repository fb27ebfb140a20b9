package dev.assay.cc.daemon;

import dev.assay.bundle.Bundle;
import dev.assay.bundle.BundleReader;
import dev.assay.cc.store.Log;
import dev.assay.cc.tuning.TunerMaker;
import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Processors;
import dev.assay.pool.CacheFolder;
import dev.assay.pool.LlvmDistribution;
import dev.assay.tune.FileTuner;
import dev.assay.tune.FunctionPasses;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Serves builds until nothing was asked for a while. Start reading here. */
public final class Daemon {
  private static final long DEFAULT_CACHE_MEBIBYTES = 1024;
  private static final long DEFAULT_IDLE_SECONDS = 600;
  private static final int BACKLOG = 256;
  private static final Duration FIRST_CLIENT = Duration.ofSeconds(60);
  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE,
          PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_EXECUTE);

  private final CompilationServices services;
  private final Path socket;
  private final long idleNanos;
  private final ExecutorService threads = Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final AtomicInteger active = new AtomicInteger();
  /** When something was last asked for; at first, the client that started this is still on its way. */
  private final AtomicLong lastNanos = new AtomicLong(System.nanoTime() + FIRST_CLIENT.toNanos());

  private Daemon(CompilationServices services, Path socket, Duration idle) {
    this.services = services;
    this.socket = socket;
    this.idleNanos = idle.toNanos();
  }

  /** The folder of daemons, their cache and their log: the user's alone. */
  public static Path folder() throws IOException {
    Path folder = CacheFolder.get().resolve("cc");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, java.nio.file.attribute.PosixFilePermissions.asFileAttribute(
          Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE)));
    }
    return folder;
  }

  /**
   * Runs a daemon in this process, until it is idle for long enough; does nothing where another one serves.
   *
   * @param build names the build of Assay; clients of the same build come to it
   * @throws IOException when it cannot serve
   */
  public static void run(String build, Map<String, String> environment) throws IOException {
    Path folder = folder();
    if (Files.getPosixFilePermissions(folder).stream().anyMatch(OF_OTHERS::contains)) {
      throw new IOException("the folder " + folder + " is not for you alone; say chmod 700 " + folder);
    }
    try (
        FileChannel file =
            FileChannel.open(folder.resolve("lock-" + build), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        return;
      }
      LlvmDistribution llvm = LlvmDistribution.unpack();
      long cache = number(environment, "ASSAY_CC_CACHE_MIB", DEFAULT_CACHE_MEBIBYTES) << 20;
      long jobs = number(environment, "ASSAY_CC_JOBS", Runtime.getRuntime().availableProcessors());
      int count = Math.max(1, (int) jobs);
      Processors processors = new Processors(count);
      Path socket = folder.resolve("s-" + build);
      try (Workers workers = new Workers(llvm, count)) {
        TunerMaker maker = maker(llvm, new FunctionPasses(workers), processors);
        CompilationServices services = new CompilationServices(llvm, maker, folder, cache, processors);
        Duration idle = Duration.ofSeconds(number(environment, "ASSAY_CC_IDLE", DEFAULT_IDLE_SECONDS));
        try {
          new Daemon(services, socket, idle).serve();
        } finally {
          Files.deleteIfExists(socket);
          services.clean();
        }
      }
    }
  }

  private static TunerMaker maker(LlvmDistribution llvm, FunctionPasses passes, Processors processors)
      throws IOException {
    Bundle bundle = BundleReader.shipped();
    return new TunerMaker(new FileTuner(llvm, bundle.library(), passes).helpedBy(processors), bundle.id());
  }

  private static long number(Map<String, String> environment, String name, long otherwise) {
    try {
      return Math.max(0, Long.parseLong(environment.getOrDefault(name, "")));
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  private void serve() throws IOException {
    Files.deleteIfExists(socket); // of a daemon that was killed: this one holds the lock
    Files.deleteIfExists(socket.resolveSibling("down"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(shortened(socket)), BACKLOG);
      Files.setPosixFilePermissions(socket, Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
      threads.execute(() -> endWhenIdle(server));
      while (true) {
        SocketChannel client = server.accept();
        active.incrementAndGet();
        threads.execute(() -> serve(client));
      }
    } catch (java.nio.channels.AsynchronousCloseException e) {
      // It was idle.
    }
  }

  /** Names of sockets are short; the client starts the daemon in its folder. */
  private static Path shortened(Path socket) {
    Path here = Path.of("").toAbsolutePath();
    return here.equals(socket.getParent().toAbsolutePath()) ? socket.getFileName() : socket;
  }

  private void endWhenIdle(ServerSocketChannel server) {
    try {
      while (active.get() > 0 || System.nanoTime() - lastNanos.get() < idleNanos) {
        if (!Files.exists(socket)) {
          break; // asked to end, or the cache was emptied
        }
        Thread.sleep(500);
      }
      server.close();
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serve(SocketChannel client) {
    Log log = services.log();
    try (client; DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(client)))) {
      Protocol.Request request = Protocol.read(in);
      serve(client, in, request);
    } catch (IOException e) {
      log.say(e.getMessage() == null ? e.toString() : e.getMessage());
    } catch (RuntimeException | Error e) {
      log.say("a mistake of Assay's: " + e + " at " + List.of(e.getStackTrace()).getFirst());
    } finally {
      lastNanos.set(System.nanoTime());
      active.decrementAndGet();
    }
  }

  private void serve(SocketChannel client, DataInputStream in, Protocol.Request request) throws IOException {
    Cancellation cancellation = new Cancellation();
    Compilation compilation = new Compilation(services, request, cancellation);
    CompletableFuture<Compilation.Result> making = new CompletableFuture<>();
    threads.execute(() -> {
      try {
        making.complete(compilation.make());
      } catch (Throwable e) { // whatever it is, the client waits
        making.completeExceptionally(e);
      }
    });
    if (in.read() != Protocol.COMPILED) {
      cancellation.cancel(); // the compiler failed, or the build was ended
      return;
    }
    List<Protocol.Move> moves = List.of();
    try {
      moves = compilation.compare(making.get());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof CancellationException)) {
        services.log().say(String.join(" ", request.command()) + ": " + e.getCause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      services.log().say(String.join(" ", request.command()) + ": " + e);
    }
    try {
      ByteBuffer answer = ByteBuffer.wrap(Protocol.answer(moves));
      while (answer.hasRemaining()) {
        client.write(answer);
      }
      if (!moves.isEmpty() && in.read() != Protocol.DONE) {
        services.log().say("a client was gone before it took its objects");
      }
    } finally {
      for (Protocol.Move move : moves) {
        Files.deleteIfExists(move.made());
      }
    }
  }
}
