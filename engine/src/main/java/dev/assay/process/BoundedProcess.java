package dev.assay.process;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * A filter program run to its end: bytes in, bytes out, within limits.
 *
 * <p>All three pipes are served at once, so that neither side waits for the other. Whatever happens, the process is
 * gone when {@link #run} returns.
 */
public final class BoundedProcess {
  private static final long POLL_MILLIS = 10;
  private static final long DRAIN_MILLIS = 5000;
  private static final int ERROR_BYTES = 4 << 20;
  private static final long PAGE_BYTES = 4096;
  /** All else of the environment could name programs, folders or flags to a compiler. */
  private static final Set<String> KEPT_VARIABLES =
      Set.of("PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "SYSTEMROOT", "INCLUDE", "SDKROOT");

  private final Process process;
  private final Limits limits;
  private final Sink output;
  private final Sink errors;
  private volatile boolean isTooMuchOutput;

  /**
   * What a process may use.
   *
   * @param time from start to end
   * @param processorTime of the processor, its children's not counted, where the system tells, else from start to end:
   *     unlike {@code time} it does not depend on what else the machine does
   * @param outputBytes on standard output
   * @param memoryBytes resident, where the system tells
   */
  public record Limits(Duration time, Duration processorTime, long outputBytes, long memoryBytes) {
    /** Limits that end with the time, however much of it the process had the processor. */
    public Limits(Duration time, long outputBytes, long memoryBytes) {
      this(time, time, outputBytes, memoryBytes);
    }
  }

  /** How it ended. */
  public enum End {
    /** By itself. */
    EXITED,
    /** It was killed for its time. */
    TIMED_OUT,
    /** It was killed for its output. */
    TOO_MUCH_OUTPUT,
    /** It was killed for its memory. */
    TOO_MUCH_MEMORY
  }

  /**
   * What it left.
   *
   * @param exitStatus of no meaning unless it ended by itself
   * @param output what is on its standard output
   * @param errors what is on its standard error, cut off after some megabytes
   */
  public record Outcome(End end, int exitStatus, byte[] output, String errors) {
    /** Whether it ended by itself, with status 0. */
    public boolean isSuccess() {
      return end == End.EXITED && exitStatus == 0;
    }
  }

  private BoundedProcess(Process process, Limits limits) {
    this.process = process;
    this.limits = limits;
    this.output = new Sink(process.getInputStream(), limits.outputBytes, true);
    this.errors = new Sink(process.getErrorStream(), ERROR_BYTES, false);
  }

  /**
   * Runs a program.
   *
   * @param input what it gets on its standard input, in pieces
   * @throws IOException when it cannot be started
   * @throws CancellationException when cancelled, or the thread is interrupted
   */
  public static Outcome run(List<String> command, Path directory, List<byte[]> input, Limits limits,
      Cancellation cancellation) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(KEPT_VARIABLES);
    environment.put("LC_ALL", "C");
    return run(command, directory, environment, input, limits, cancellation);
  }

  /**
   * Runs a program in an environment of the caller's: for what the user runs himself, whose variables count.
   *
   * @param environment all that it gets
   * @param input what it gets on its standard input, in pieces
   * @throws IOException when it cannot be started
   * @throws CancellationException when cancelled, or the thread is interrupted
   */
  public static Outcome run(List<String> command, Path directory, Map<String, String> environment, List<byte[]> input,
      Limits limits, Cancellation cancellation) throws IOException {
    cancellation.check();
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return new BoundedProcess(process, limits).serve(input, cancellation);
    } catch (InterruptedException e) {
      throw Waiting.interrupted(e);
    } finally {
      kill(process);
    }
  }

  private static void kill(Process process) {
    if (process.isAlive()) { // whose descendants are found by reading through all of the system's processes
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // a killed process ends at once; it is to be reaped all the same
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome serve(List<byte[]> input, Cancellation cancellation) throws InterruptedException {
    Thread writer = Thread.ofPlatform().daemon().name("compiler stdin").start(() -> write(input));
    Thread outputReader = Thread.ofPlatform().daemon().name("compiler stdout").start(output::drain);
    Thread errorReader = Thread.ofPlatform().daemon().name("compiler stderr").start(errors::drain);
    End end = await(cancellation);
    if (end != End.EXITED) {
      kill(process);
    }
    outputReader.join(DRAIN_MILLIS);
    errorReader.join(DRAIN_MILLIS);
    writer.join(DRAIN_MILLIS);
    if (isTooMuchOutput) {
      end = End.TOO_MUCH_OUTPUT;
    }
    return new Outcome(end, process.waitFor(), output.bytes(), new String(errors.bytes(), StandardCharsets.UTF_8));
  }

  private End await(Cancellation cancellation) throws InterruptedException {
    long start = System.nanoTime();
    while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
      cancellation.check();
      if (isTooMuchOutput) {
        return End.TOO_MUCH_OUTPUT;
      }
      if (isTimeUp(System.nanoTime() - start)) {
        return End.TIMED_OUT;
      }
      if (residentBytes() > limits.memoryBytes) {
        return End.TOO_MUCH_MEMORY;
      }
    }
    return End.EXITED;
  }

  private boolean isTimeUp(long elapsedNanos) {
    if (elapsedNanos > limits.time.toNanos()) {
      return true;
    }
    long most = limits.processorTime.toNanos();
    if (elapsedNanos <= most) {
      return false; // only then is the system asked
    }
    long unknown = process.isAlive() ? elapsedNanos : 0;
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(unknown) > most;
  }

  /** Resident memory of the process on Linux; 0 where it is not known. */
  private long residentBytes() {
    try {
      String[] pages = Files.readString(Path.of("/proc", Long.toString(process.pid()), "statm")).split(" ");
      return Long.parseLong(pages[1]) * PAGE_BYTES;
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  private void write(List<byte[]> input) {
    try (OutputStream stdin = process.getOutputStream()) {
      for (byte[] piece : input) {
        stdin.write(piece);
      }
    } catch (IOException e) {
      // It reads no further; its standard error says why.
    }
  }

  /** Takes what a pipe yields, up to a limit. */
  private final class Sink {
    private final InputStream stream;
    private final long limit;
    private final boolean isOverflowFatal;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);

    Sink(InputStream stream, long limit, boolean isOverflowFatal) {
      this.stream = stream;
      this.limit = limit;
      this.isOverflowFatal = isOverflowFatal;
    }

    void drain() {
      byte[] buffer = new byte[1 << 16];
      try (stream) {
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
          synchronized (bytes) {
            if (bytes.size() + (long) count <= limit) {
              bytes.write(buffer, 0, count);
            } else if (isOverflowFatal) {
              isTooMuchOutput = true;
              return;
            }
          }
        }
      } catch (IOException e) {
        // The process was killed, and its pipe closed.
      }
    }

    byte[] bytes() {
      synchronized (bytes) {
        return bytes.toByteArray();
      }
    }
  }
}
