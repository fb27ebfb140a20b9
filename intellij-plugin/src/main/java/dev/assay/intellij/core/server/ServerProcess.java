package dev.assay.intellij.core.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A process that speaks the protocol on its standard streams; what it says on standard error is logged. */
final class ServerProcess {
  private static final int LONGEST_LOG_LINE = 2_000;

  private final Process process;

  private ServerProcess(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param log gets the lines of its standard error
   * @throws IOException when the program cannot be started
   */
  static ServerProcess start(ServerCommand command, Consumer<String> log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.line());
    builder.environment().putAll(command.environment());
    ServerProcess started = new ServerProcess(builder.start());
    Thread reader = new Thread(() -> started.copyErrors(log), "Assay server's standard error");
    reader.setDaemon(true);
    reader.start();
    return started;
  }

  private void copyErrors(Consumer<String> log) {
    try (BufferedReader errors =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = errors.readLine(); line != null; line = errors.readLine()) {
        log.accept(line.length() > LONGEST_LOG_LINE ? line.substring(0, LONGEST_LOG_LINE) + "…" : line);
      }
    } catch (IOException e) {
      log.accept("its standard error can no longer be read: " + e.getMessage());
    }
  }

  long pid() {
    return process.pid();
  }

  InputStream in() {
    return process.getInputStream();
  }

  OutputStream out() {
    return process.getOutputStream();
  }

  /** Is completed with the exit status. */
  CompletableFuture<Integer> onExit() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /** Waits for the process to end by itself, then kills it and what it has started. */
  void end(Duration patience) {
    List<ProcessHandle> children = process.descendants().toList();
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
