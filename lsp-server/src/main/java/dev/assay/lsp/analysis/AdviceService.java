package dev.assay.lsp.analysis;

import dev.assay.advice.Advice;
import dev.assay.advice.Candidate;
import dev.assay.concurrent.Cancellation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * Measures units in the background, those on screen first, and keeps what was measured. Thread-safe.
 *
 * <p>Owners (open documents) say which units they need; a unit that several need is measured once, one that nobody
 * needs any more is cancelled. As many units are measured at a time as there are workers; one that has priority does
 * not wait for those.
 */
public final class AdviceService implements AutoCloseable {
  /** Advice is some 60 KB a unit with its probes' counts. */
  private static final int KEPT = 1000;
  /** How many units with priority may be measured beyond the number of workers. */
  private static final int EXTRA = 2;

  private final Attention attention;

  private final Map<AdviceRequest.Key, Job> jobs = new LinkedHashMap<>();
  private final Map<AdviceRequest.Key, Kept> kept = bounded();
  private final Map<AdviceRequest.Key, String> failures = bounded();
  private final Map<Object, Owner> owners = new LinkedHashMap<>();
  private int running;
  /** Read without the lock, by listeners that hold others; set by {@link #setWaiting} only. */
  private volatile int waiting;
  private long clock;
  private boolean closed;
  private volatile Runnable changed = () -> {
  };

  /** A service for a user who looks at nothing else. */
  public AdviceService() {
    this(new Attention());
  }

  /**
   * A service that does what nobody looks at when nobody waits.
   *
   * @param attention what the user looks at
   */
  public AdviceService(Attention attention) {
    this.attention = attention;
    attention.onRest(this::wake);
  }

  private void wake() {
    synchronized (this) {
      fill();
    }
  }

  /** Is told how far an owner's requests are, from several threads, one call at a time. */
  public interface Listener {
    /** Some were done, or all. */
    void progress(int done, int total);

    /** One could not be measured at all. */
    void failed(String reason);
  }

  /** What is known of a unit: advice, complete or growing, and why there is no more. */
  public record Known(Optional<Advice> advice, Optional<String> failure) {}

  /** Advice without what is not shown, and what was worth trying by all of it. */
  private record Kept(Advice advice, List<Candidate> candidates) {}

  private static final class Owner {
    private final Listener listener;
    private final Set<AdviceRequest.Key> open = new HashSet<>();
    private int total;

    Owner(Listener listener) {
      this.listener = listener;
    }

    void tell() {
      listener.progress(total - open.size(), total);
    }
  }

  private static final class Job {
    private final AdviceRequest request;
    private final Cancellation cancellation = new Cancellation();
    private final Set<Owner> owners = new LinkedHashSet<>();
    private Advice growing;
    /** What is worth trying in a build, which is known before the advice is complete. */
    private volatile Optional<List<Candidate>> candidates = Optional.empty();
    private boolean isRunning;
    private Optional<Attention.Wait> wait = Optional.empty();
    /** When it was last given priority; 0 for never. */
    private long prioritisedAt;
    /** When it was last requested; later comes first. */
    private long asked;

    Job(AdviceRequest request) {
      this.request = request;
    }
  }

  /**
   * Replaces what an owner requests; the earlier in the list, the sooner.
   *
   * @param isLookedAt whether the user looks at the first
   * @return how many of the requests are not known yet
   */
  public synchronized int request(Object owner, List<AdviceRequest> requests, boolean isLookedAt, Listener listener) {
    Owner now = new Owner(listener);
    Owner before = owners.put(owner, now);
    clock++;
    for (AdviceRequest request : requests) {
      add(now, request);
    }
    now.total = now.open.size();
    if (isLookedAt && !requests.isEmpty()) {
      hurry(requests.getFirst());
    }
    changed.run();
    if (before != null) {
      release(before);
    }
    fill();
    return now.total;
  }

  /** Adds a request that comes before all others, since the user is looking at it. A failure so far is forgotten. */
  public synchronized void prioritise(Object owner, AdviceRequest request) {
    Owner now = owners.get(owner);
    if (now == null || closed) {
      return;
    }
    failures.remove(request.key());
    if (add(now, request)) {
      now.total++;
    }
    hurry(request);
    fill();
  }

  /** The user looks at this one now, and not at the others any more. */
  private void hurry(AdviceRequest request) {
    Job job = jobs.get(request.key());
    if (job != null) {
      jobs.values().forEach(other -> other.cancellation.relax());
      job.prioritisedAt = ++clock;
      job.cancellation.hurry();
    }
  }

  /** Drops an owner with all it requests. */
  public synchronized void drop(Object owner) {
    Owner before = owners.remove(owner);
    if (before != null) {
      release(before);
      fill();
    }
  }

  /** What is known of a unit now. */
  public synchronized Known known(AdviceRequest request) {
    AdviceRequest.Key key = request.key();
    Kept complete = kept.get(key);
    Job job = jobs.get(key);
    return new Known(
        complete != null ? Optional.of(complete.advice)
            : Optional.ofNullable(job).flatMap(running -> Optional.ofNullable(running.growing)),
        Optional.ofNullable(failures.get(key)));
  }

  /** What is worth trying in a build, by a unit's advice; none where that has failed, empty while it is awaited. */
  synchronized Optional<List<Candidate>> candidates(AdviceRequest request) {
    AdviceRequest.Key key = request.key();
    Kept complete = kept.get(key);
    Job job = jobs.get(key);
    return complete != null ? Optional.of(complete.candidates)
        : failures.containsKey(key) ? Optional.of(List.of()) : job != null ? job.candidates : Optional.empty();
  }

  /** Has a listener told, on some thread and with locks held, that more or other things are known or requested. */
  public void onChange(Runnable listener) {
    changed = listener;
  }

  /** How many units' advice is kept. */
  public synchronized int keptCount() {
    return kept.size();
  }

  /** How many units wait or are being measured. */
  public int waiting() {
    return waiting;
  }

  /**
   * Waits until no unit waits or is being measured.
   *
   * @param millis how long to wait at most
   * @return whether that is so
   */
  public synchronized boolean awaitIdle(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; left > 0 && waiting > 0;) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
    return waiting == 0;
  }

  private void setWaiting(int count) {
    waiting = count;
    if (count == 0) {
      notifyAll();
    }
  }

  private boolean add(Owner owner, AdviceRequest request) {
    AdviceRequest.Key key = request.key();
    if (closed || kept.containsKey(key) || !owner.open.add(key)) {
      return false;
    }
    Job job = jobs.remove(key); // and to the end, since the order of the newest requests counts
    if (job == null) {
      job = new Job(request);
    }
    job.asked = clock;
    job.owners.add(owner);
    jobs.put(key, job);
    return true;
  }

  private void release(Owner owner) {
    for (AdviceRequest.Key key : owner.open) {
      Job job = jobs.get(key);
      if (job != null && job.owners.remove(owner) && job.owners.isEmpty()) {
        job.cancellation.cancel();
        jobs.remove(key);
      }
    }
  }

  private void fill() {
    setWaiting(jobs.size());
    while (!closed) {
      // Among equals max takes the first, which is the order of the requests.
      Optional<Job> next = jobs.values().stream().filter(job -> !job.isRunning)
          .max(Comparator.<Job>comparingLong(job -> job.prioritisedAt).thenComparingLong(job -> job.asked));
      if (next.isEmpty()
          || running >= next.get().request.engine().pool().size() + (next.get().prioritisedAt > 0 ? EXTRA : 0)) {
        return;
      }
      Job job = next.get();
      if (job.prioritisedAt == 0 && attention.isWaiting()) {
        return; // woken when the user has what the user looks at
      }
      job.isRunning = true;
      running++;
      if (job.prioritisedAt > 0) {
        job.wait = Optional.of(attention.begin());
      }
      Thread.ofVirtual().name("advise " + job.request.unit().name()).start(() -> run(job));
    }
  }

  private void run(Job job) {
    Kept made = null;
    String failure = null;
    try {
      Advice advice = job.request.engine().advisor().advise(job.request.unit(), job.request.options(),
          grown -> grow(job, grown), job.cancellation);
      made = new Kept(slim(advice), job.request.engine().buildAdvisor().candidates(advice));
    } catch (CancellationException e) {
      failure = job.cancellation.isCancelled() ? null : "measuring was stopped";
    } catch (RuntimeException | Error e) {
      failure = Failures.sentence(e);
    }
    finish(job, made, failure);
  }

  private void grow(Job job, Advice grown) {
    boolean isDecided = !grown.passOutcomes().isEmpty() && !grown.probes().rows().isEmpty();
    // Without the lock, for which hovers wait.
    Optional<List<Candidate>> candidates = isDecided && job.candidates.isEmpty()
        ? Optional.of(job.request.engine().buildAdvisor().candidates(grown)) : Optional.empty();
    synchronized (this) {
      job.growing = grown;
      if (candidates.isPresent()) {
        job.candidates = candidates;
        changed.run();
      }
    }
  }

  private synchronized void finish(Job job, Kept made, String failure) {
    running--;
    job.wait.ifPresent(Attention.Wait::end);
    changed.run();
    AdviceRequest.Key key = job.request.key();
    if (made != null) {
      kept.put(key, made);
    }
    if (jobs.remove(key, job)) {
      setWaiting(jobs.size());
      for (Owner owner : new ArrayList<>(job.owners)) {
        owner.open.remove(key);
        if (failure != null) {
          failures.put(key, failure);
          owner.listener.failed(failure);
        }
        owner.tell();
      }
    }
    fill();
  }

  /**
   * Without what each single pass left, which is half of the whole. It is shown only where no pass helps, to say how
   * many of them that is known of.
   */
  private static Advice slim(Advice advice) {
    boolean isShown =
        advice.bestPass().filter(best -> best.instructions() < advice.unit().instructionCount()).isEmpty();
    return new Advice(advice.unit(), advice.asGiven(), advice.bestPass(), advice.oz(), advice.pipeline(),
        advice.probes(), advice.prediction(), isShown ? advice.passOutcomes() : List.of(), advice.notes(),
        advice.isComplete());
  }

  private static <V> Map<AdviceRequest.Key, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<AdviceRequest.Key, V> eldest) {
        return size() > KEPT;
      }
    };
  }

  /** Cancels everything and forgets what it waits for; what is known stays known. */
  public synchronized void cancelAll() {
    jobs.values().forEach(job -> job.cancellation.cancel());
    jobs.clear();
    owners.clear();
    setWaiting(0);
  }

  /** Cancels everything; nothing is measured afterwards. */
  @Override
  public synchronized void close() {
    closed = true;
    cancelAll();
  }
}
