package dev.assay.lsp.commands;

import dev.assay.Engine;
import dev.assay.lsp.analysis.AdviceService;
import dev.assay.lsp.analysis.EngineHolder;
import dev.assay.lsp.client.Health;
import dev.assay.lsp.protocol.FullStatus;
import dev.assay.lsp.protocol.IndexStatus;
import dev.assay.lsp.protocol.MemoryUsage;
import dev.assay.lsp.protocol.ServerStatus;
import dev.assay.lsp.protocol.WorkerMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands {@code assay.status} and {@code assay.memoryUsage}: how the server is. They wait for nothing. */
public final class ServerCommands {
  private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s*(\\d+) kB$");

  private final String version;
  private final EngineHolder engines;
  private final AdviceService advice;
  private final Health health;
  private final Supplier<IndexStatus> index;
  private final Supplier<List<Long>> indexingPids;

  /**
   * The commands.
   *
   * @param version the server's
   * @param index how the index is
   * @param indexingPids the processes that work for the index
   */
  public ServerCommands(String version, EngineHolder engines, AdviceService advice, Health health,
      Supplier<IndexStatus> index, Supplier<List<Long>> indexingPids) {
    this.version = version;
    this.engines = engines;
    this.advice = advice;
    this.health = health;
    this.index = index;
    this.indexingPids = indexingPids;
  }

  /** Adds both. */
  public void register(Commands commands) {
    commands.register("assay.status", (argument, cancellation) -> CompletableFuture.completedFuture(status()));
    commands.register("assay.memoryUsage", (argument, cancellation) -> CompletableFuture.completedFuture(memory()));
  }

  private FullStatus status() {
    Optional<Engine> engine = engines.ready();
    ServerStatus now = health.now();
    return new FullStatus(version, engine.map(ready -> ready.advisor().bundle().id()).orElse(null),
        engine.flatMap(Engine::encoder).isPresent(), now.device(),
        engine.map(ready -> ready.advisor().bundle().llvmVersion()).orElse(null),
        engine.map(ready -> ready.pool().size()).orElse(0), now.health(), now.message(), index.get(), now.text());
  }

  private MemoryUsage memory() {
    java.lang.management.MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    List<Long> pids = new ArrayList<>(engines.ready().map(engine -> engine.pool().pids()).orElse(List.of()));
    pids.addAll(indexingPids.get());
    return new MemoryUsage(heap.getUsed(), heap.getCommitted(),
        pids.stream().map(pid -> new WorkerMemory(pid, residentBytes(pid).orElse(null))).toList(),
        bytesOnDisk().orElse(null), advice.keptCount());
  }

  /** The memory that a process has, where the system says so as Linux does. */
  private static Optional<Long> residentBytes(long pid) {
    try {
      Matcher matcher = RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
      return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1)) << 10) : Optional.empty();
    } catch (IOException | SecurityException e) {
      return Optional.empty(); // not Linux, or the process has just ended
    }
  }

  private Optional<Long> bytesOnDisk() {
    String location = index.get().location();
    if (location == null) {
      return Optional.empty();
    }
    long bytes = 0;
    try (Stream<Path> files = Files.walk(Path.of(location))) {
      for (Path file : files.toList()) {
        bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
      }
      return Optional.of(bytes);
    } catch (IOException | UncheckedIOException | InvalidPathException e) {
      return Optional.empty(); // on other machines, or being merged just now
    }
  }
}
