package dev.assay.pool;

import dev.assay.concurrent.Cancellation;
import dev.assay.wire.ControlPage;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import dev.assay.worker.WorkerMain;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One worker process, asked by one thread at a time.
 *
 * <p>{@link #watch} is called from another thread, some fifty times a second: it kills the process when a step takes
 * too long, or when it does not stop soon after a cancellation.
 */
final class WorkerProcess {
  private static final int REMEMBERED_LINES = 20;
  private static final long GRACE_MILLIS = 30;
  /** How many times its limit a step may last that waits for the processor. */
  private static final int MOST_WAITING = 10;
  private static final long START_SECONDS = 120;

  /** SIGINT (Ctrl-C reaches the whole process group) and SIGTERM: nothing that the code under test has done. */
  private static final Set<Integer> INTERRUPTED_STATUSES = Set.of(130, 143);

  /** SIGKILL: nothing that a process does to itself. */
  private static final int KILLED_STATUS = 137;

  private final WorkerOptions options;
  private final Path page;
  private final ControlPage control;
  private final Process process;
  private final DataOutputStream requests;
  private final DataInputStream replies;
  private final Deque<String> lastWords = new ArrayDeque<>();
  private final Thread errorReader;
  private final String llvmVersion;

  private volatile Call current;
  private volatile boolean timedOut;
  private volatile boolean doomed;

  /** A request under way. */
  private static final class Call {
    private final Cancellation cancellation;
    private long lastSteps = -1;
    private long lastChange = System.nanoTime();
    /** What the worker had used of the processor when the step was first seen to last; negative before that. */
    private long usedBefore = -1;
    private long cancelledAt;

    Call(Cancellation cancellation) {
      this.cancellation = cancellation;
    }
  }

  /** Starts a worker and waits until it is ready. */
  WorkerProcess(WorkerOptions options, LlvmDistribution llvm, Path observer) throws IOException {
    this.options = options;
    this.page = Files.createTempFile("assay-worker", ".page");
    this.control = ControlPage.create(page);
    this.process = start(options, llvm, observer);
    this.requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
    this.replies = new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
    this.errorReader = Thread.ofPlatform().daemon().name("worker " + process.pid() + " stderr").start(this::readErrors);
    this.llvmVersion = awaitHello();
  }

  private Process start(WorkerOptions options, LlvmDistribution llvm, Path observer) throws IOException {
    List<String> command = new ArrayList<>(
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", "-XX:+SuppressFatalErrorMessage", "-XX:-CreateCoredumpOnCrash"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(QuickStart.STANDARD.options());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), WorkerMain.class.getName(), page.toString(),
        observer.toString(), llvm.library().toString(), Long.toString(options.memoryLimitBytes()),
        llvm.resourceFolder().toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    // LLVM allocates and frees in bursts of megabytes; keeping them instead of returning them to the system halves its
    // run time on small functions (docs/probing.md has the figures).
    builder.environment().put("MALLOC_MMAP_THRESHOLD_", "1073741824");
    builder.environment().put("MALLOC_TRIM_THRESHOLD_", "2147483648");
    builder.environment().put("MALLOC_TOP_PAD_", "67108864");
    builder.environment().put("MALLOC_ARENA_MAX", "2");
    // libclang would handle the signals that the JVM uses itself, and would parse on threads with small stacks.
    builder.environment().put("LIBCLANG_DISABLE_CRASH_RECOVERY", "1");
    builder.environment().put("LIBCLANG_NOTHREADS", "1");
    return builder.start();
  }

  private String awaitHello() throws IOException {
    Thread deadline = Thread.ofVirtual().start(() -> {
      try {
        TimeUnit.SECONDS.sleep(START_SECONDS);
        process.destroyForcibly();
      } catch (InterruptedException e) {
        // It has started in time.
      }
    });
    try {
      if (Reply.read(replies) instanceof Reply.Hello hello) {
        return hello.llvmVersion();
      }
      throw new IOException("it does not say hello");
    } catch (IOException e) {
      close();
      joinErrorReader();
      throw new IOException("a worker process does not start: " + lastWords("no message on its standard error"), e);
    } finally {
      deadline.interrupt();
    }
  }

  String llvmVersion() {
    return llvmVersion;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return !doomed && process.isAlive();
  }

  /**
   * Sends a request and hands on each reply up to the last.
   *
   * @throws WorkerFailure when the worker dies on it; the worker is of no use afterwards
   * @throws CancellationException when it was cancelled; then {@link #isAlive()} says whether the worker is still of
   *     use
   */
  Reply.Done call(Request request, Consumer<Reply> consumer, Cancellation cancellation) throws WorkerFailure {
    cancellation.check();
    control.setCancelled(false);
    current = new Call(cancellation);
    try {
      Request.write(request, requests);
      requests.flush();
      while (true) {
        Reply reply = Reply.read(replies);
        if (reply instanceof Reply.Done done) {
          cancellation.check();
          return done;
        }
        if (!cancellation.isCancelled()) {
          consumer.accept(reply);
        }
      }
    } catch (IOException e) {
      current = null;
      close();
      cancellation.check();
      throw failure();
    } catch (RuntimeException e) {
      if (!(e instanceof CancellationException) || !isIdleSoon()) {
        close();
      }
      throw e;
    } finally {
      current = null;
    }
  }

  /** A cancelled worker has said that it is done, so it is idle; anything else is not worth waiting for. */
  private boolean isIdleSoon() {
    return control.steps() == 0;
  }

  private WorkerFailure failure() {
    joinErrorReader();
    int status = exitStatus();
    if (INTERRUPTED_STATUSES.contains(status)) {
      throw new CancellationException("interrupted from outside");
    }
    int row = control.row();
    int depth = control.depth();
    if (timedOut) {
      return new WorkerFailure(WorkerFailure.Kind.TIMED_OUT, row, depth,
          "took longer than " + options.stepLimit().toMillis() + " ms");
    }
    if (control.causeOfDeath() == ControlPage.OUT_OF_MEMORY) {
      return new WorkerFailure(WorkerFailure.Kind.OUT_OF_MEMORY, row, depth,
          "needed more than " + (options.memoryLimitBytes() >> 20) + " MiB");
    }
    if (status == KILLED_STATUS) {
      return new WorkerFailure(WorkerFailure.Kind.KILLED, row, depth,
          "the worker process was killed, by hand or because the system is short of memory");
    }
    return new WorkerFailure(WorkerFailure.Kind.CRASHED, row, depth, lastWords("the worker process ended"));
  }

  private int exitStatus() {
    try {
      return process.waitFor(1, TimeUnit.SECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  /** Looks after the request under way. */
  void watch(long now) {
    Call call = current;
    if (call == null) {
      return;
    }
    if (call.cancellation.isCancelled()) {
      control.setCancelled(true);
      if (call.cancelledAt == 0) {
        call.cancelledAt = now;
      } else if (now - call.cancelledAt > TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS)) {
        kill();
      }
      return;
    }
    long steps = control.steps();
    if (steps != call.lastSteps) {
      call.lastSteps = steps;
      call.lastChange = now;
      call.usedBefore = -1;
    } else if (steps != 0 && isTimeUp(call, now)) {
      timedOut = true;
      kill();
    }
  }

  /** By the processor's time, where the system tells: what else the machine does must not cost rows. */
  private boolean isTimeUp(Call call, long now) {
    long limit = options.stepLimit().toNanos();
    long elapsed = now - call.lastChange;
    if (call.usedBefore < 0) {
      call.usedBefore = processorNanos(0);
    }
    // Nearly all steps are over before the system is asked a second time.
    return elapsed > limit
        && (elapsed > MOST_WAITING * limit || processorNanos(isAlive() ? Long.MAX_VALUE : 0) - call.usedBefore > limit);
  }

  private long processorNanos(long unknown) {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(unknown);
  }

  /** A killed process may be seen alive for a moment; it is not to be used again. */
  private void kill() {
    doomed = true;
    process.destroyForcibly();
  }

  void close() {
    if (QuickStart.STANDARD.isRecording() && isAlive()) {
      endByItself();
    }
    kill();
    try {
      Files.deleteIfExists(page);
    } catch (IOException e) {
      page.toFile().deleteOnExit(); // still mapped, on some systems
    }
  }

  /** What a start has taught Java is written when a worker ends by itself, as it does when nobody can ask any more. */
  private void endByItself() {
    try {
      requests.close();
      process.waitFor(START_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It is gone already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void readErrors() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        synchronized (lastWords) {
          if (!line.isBlank() && !line.startsWith("Warning: Versions of org.bytedeco")) {
            lastWords.addLast(line.length() > 500 ? line.substring(0, 500) + "..." : line);
          }
          while (lastWords.size() > REMEMBERED_LINES) {
            lastWords.removeFirst();
          }
        }
      }
    } catch (IOException e) {
      // The process is gone, and with it the pipe.
    }
  }

  private void joinErrorReader() {
    try {
      errorReader.join(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** LLVM's own message if it left one, else the first line of what was printed. */
  private String lastWords(String otherwise) {
    synchronized (lastWords) {
      for (String line : lastWords) {
        if (line.contains("LLVM ERROR") || line.contains("Assertion")) {
          return line;
        }
      }
      return lastWords.isEmpty() ? otherwise : String.join("; ", lastWords.stream().limit(3).toList());
    }
  }
}
