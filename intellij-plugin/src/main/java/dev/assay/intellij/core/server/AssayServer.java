package dev.assay.intellij.core.server;

import dev.assay.intellij.core.client.DiagnosticStore;
import dev.assay.intellij.core.client.WatchedFiles;
import dev.assay.intellij.core.java.NoJavaException;
import dev.assay.intellij.core.protocol.AssayServerApi;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A server that is kept running: started, started again when it dies, and told again which documents are open.
 *
 * <p>Thread-safe. No method waits: everything that could is done in turn on a thread of its own, which also keeps
 * what is sent in order.
 */
public final class AssayServer implements AutoCloseable {
  private final ServerSetup setup;
  private final ServerListener listener;
  private final RestartPolicy policy;
  private final DiagnosticStore diagnostics = new DiagnosticStore();
  private final WatchedFiles watched = new WatchedFiles();
  private final ServerDocuments documents = new ServerDocuments(this::tell, diagnostics);
  private final Map<Long, CompletableFuture<?>> pending = new ConcurrentHashMap<>();
  private final AtomicLong lastRequest = new AtomicLong();
  private final ThreadPoolExecutor worker;
  private volatile ServerState state = ServerState.STARTING;
  private volatile String reason = "";
  private volatile ServerSession session;
  private volatile boolean closing;

  /** A server that is not started yet. */
  public AssayServer(ServerSetup setup, ServerListener listener, RestartPolicy policy) {
    this.setup = setup;
    this.listener = listener;
    this.policy = policy;
    this.worker = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
      Thread thread = new Thread(task, "Assay server");
      thread.setDaemon(true);
      return thread;
    });
    worker.allowCoreThreadTimeOut(true);
  }

  /** The server's state. */
  public ServerState state() {
    return state;
  }

  /** Why it has failed; empty where it has not. */
  public String reason() {
    return reason;
  }

  /** The process, while one runs. */
  public OptionalLong pid() {
    ServerSession current = session;
    return current == null ? OptionalLong.empty() : OptionalLong.of(current.pid());
  }

  /** The problems that the server has published. */
  public DiagnosticStore diagnostics() {
    return diagnostics;
  }

  /** The files on disk that the server wants to hear of; none while it is not running. */
  public WatchedFiles watchedFiles() {
    return watched;
  }

  /** What is open in editors. */
  public ServerDocuments documents() {
    return documents;
  }

  /** Starts the server. */
  public void start() {
    submit(this::startNow);
  }

  /** Ends the server if it runs and starts another, however often it has died before. */
  public void restart() {
    CountDownLatch stopped = killUnlessStopped();
    submit(() -> {
      policy.reset();
      stopNow();
      stopped.countDown();
      startNow();
    });
  }

  /**
   * A process that no longer reads blocks whoever writes to it, and with that the thread that would end it. So another
   * thread makes sure that the process is killed when it has not stopped in time.
   */
  private CountDownLatch killUnlessStopped() {
    CountDownLatch stopped = new CountDownLatch(1);
    ServerSession current = session;
    if (current != null) {
      Thread thread = new Thread(() -> {
        try {
          // Stopping waits that long at most, once for the answer and once for the end.
          if (!stopped.await(2 * setup.timeouts().shutdown().toMillis(), TimeUnit.MILLISECONDS)) {
            current.kill();
          }
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }, "Assay server's end");
      thread.setDaemon(true);
      thread.start();
    }
    return stopped;
  }

  /**
   * Asks the server. The answer fails with a {@link ServerUnavailableException} when none runs, also when it dies
   * before it has answered; cancelling it cancels the request.
   */
  public <T> CompletableFuture<T> request(Function<AssayServerApi, CompletableFuture<T>> question) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    long number = lastRequest.incrementAndGet();
    pending.put(number, answer);
    answer.whenComplete((value, failure) -> pending.remove(number));
    if (!submit(() -> ask(question, answer))) {
      answer.completeExceptionally(unavailable());
    }
    return answer;
  }

  private <T> void ask(Function<AssayServerApi, CompletableFuture<T>> question, CompletableFuture<T> answer) {
    ServerSession current = session;
    if (current == null) {
      answer.completeExceptionally(unavailable());
      return;
    }
    if (answer.isDone()) {
      return;
    }
    CompletableFuture<T> sent = question.apply(current.api());
    sent.whenComplete((value, failure) -> {
      if (failure == null) {
        answer.complete(value);
      } else {
        answer.completeExceptionally(failure);
      }
    });
    answer.whenComplete((value, failure) -> {
      if (answer.isCancelled()) {
        sent.cancel(true);
      }
    });
  }

  /** Tells the server something, if one runs. */
  public void tell(Consumer<AssayServerApi> news) {
    submit(() -> {
      ServerSession current = session;
      if (current != null) {
        news.accept(current.api());
      }
    });
  }

  /** Ends the server for good, without waiting for its end; see {@link #awaitClosed}. */
  @Override
  public void close() {
    closing = true;
    CountDownLatch stopped = killUnlessStopped();
    submit(() -> {
      stopNow();
      stopped.countDown();
      become(ServerState.CLOSED, "");
    });
    worker.shutdown();
  }

  /** Waits after {@link #close} until the process is gone, but no longer than this; returns whether it is. */
  public boolean awaitClosed(long millis) throws InterruptedException {
    return worker.awaitTermination(millis, TimeUnit.MILLISECONDS);
  }

  private boolean submit(Runnable task) {
    synchronized (worker) {
      if (worker.isShutdown()) {
        return false;
      }
      worker.execute(() -> {
        try {
          task.run();
        } catch (RuntimeException e) {
          // For example the pipe to a process that has just died; that it has died is handled when it is noticed.
          listener.log("the server could not be told something: " + e);
        }
      });
      return true;
    }
  }

  private void startNow() {
    if (closing || session != null) {
      return;
    }
    become(ServerState.STARTING, "");
    try {
      ServerSession started = ServerSession.start(setup, listener, diagnostics, watched, () -> closing);
      session = started;
      started.onExit().thenAccept(status -> submit(() -> died(started, status)));
      documents.replay().forEach(started::open);
      become(ServerState.RUNNING, "");
    } catch (NoJavaException | ServerUnavailableException e) {
      become(ServerState.FAILED, e.getMessage());
    } catch (IOException e) {
      listener.log("the server does not start: " + e.getMessage());
      startAgain("The Assay server does not start: " + e.getMessage() + ". What it said last is in the IDE's log.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void died(ServerSession dead, int status) {
    if (dead != session) {
      return;
    }
    session = null;
    dead.released();
    failPending("The Assay server has ended; ask again once it runs.");
    listener.log("the server (process " + dead.pid() + ") ended with exit status " + status);
    startAgain("The Assay server has ended " + (RestartPolicy.MOST + 1) + " times within "
        + RestartPolicy.SPAN.toMinutes() + " minutes and is not restarted automatically.");
  }

  private void startAgain(String sentence) {
    if (closing) {
      return;
    }
    if (policy.tryRestart()) {
      submit(this::startNow);
      become(ServerState.STARTING, "");
    } else {
      become(ServerState.FAILED, sentence);
    }
  }

  private void stopNow() {
    ServerSession current = session;
    session = null;
    if (current != null) {
      current.close();
    }
    failPending("The Assay server was stopped.");
  }

  private void failPending(String sentence) {
    for (CompletableFuture<?> answer : List.copyOf(pending.values())) {
      answer.completeExceptionally(new ServerUnavailableException(sentence));
    }
  }

  private void become(ServerState newState, String sentence) {
    state = newState;
    reason = sentence;
    listener.stateChanged(newState, sentence);
  }

  private ServerUnavailableException unavailable() {
    return new ServerUnavailableException(switch (state) {
      case STARTING, RUNNING -> "The Assay server is being started; ask again in a moment.";
      case FAILED -> reason;
      case CLOSED -> "The Assay server was stopped.";
    });
  }
}
