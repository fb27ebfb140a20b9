package dev.assay.lsp.analysis;

import dev.assay.advice.Advice;
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

/**
 * Measures units in the background, what is looked at first, and keeps what was measured. Thread-safe.
 *
 * <p>Owners (open documents) say what they wish; a unit that several wish is measured once, one that nobody wishes any
 * more is cancelled. As many units are measured at a time as there are workers; one that somebody looks at does not
 * wait for those.
 */
public final class AdviceService implements AutoCloseable {
  /** Advice is some 60 KB a unit with its probes' counts. */
  private static final int KEPT = 1000;
  /** How many units that are looked at may be measured beyond the workers' number. */
  private static final int EXTRA = 2;

  private final Map<Wish.Key, Job> jobs = new LinkedHashMap<>();
  private final Map<Wish.Key, Advice> kept = bounded();
  private final Map<Wish.Key, String> failures = bounded();
  private final Map<Object, Owner> owners = new LinkedHashMap<>();
  private int running;
  /** Read without the lock, by listeners that hold others. */
  private volatile int waiting;
  private long clock;
  private boolean closed;
  private volatile Runnable changed = () -> {
  };

  /** Is told how an owner's wishes fare, from several threads, one at a time. */
  public interface Listener {
    /** Some were done, or all. */
    void progress(int done, int total);

    /** One could not be measured at all. */
    void failed(String reason);
  }

  /** What is known of a unit: advice, complete or growing, and why there is no more. */
  public record Known(Optional<Advice> advice, Optional<String> failure) {}

  private static final class Owner {
    private final Listener listener;
    private final Set<Wish.Key> open = new HashSet<>();
    private int total;

    Owner(Listener listener) {
      this.listener = listener;
    }

    void tell() {
      listener.progress(total - open.size(), total);
    }
  }

  private static final class Job {
    private final Wish wish;
    private final Cancellation cancellation = new Cancellation();
    private final Set<Owner> owners = new LinkedHashSet<>();
    private Advice growing;
    private boolean isRunning;
    /** When it was last looked at; 0 for never. */
    private long lookedAt;
    /** When it was last wished; later comes first. */
    private long asked;

    Job(Wish wish) {
      this.wish = wish;
    }
  }

  /**
   * Replaces what an owner wishes; the earlier in the list, the sooner.
   *
   * @return how many of the wishes are not known yet
   */
  public synchronized int wish(Object owner, List<Wish> wishes, Listener listener) {
    Owner now = new Owner(listener);
    Owner before = owners.put(owner, now);
    clock++;
    for (Wish wish : wishes) {
      add(now, wish);
    }
    now.total = now.open.size();
    changed.run();
    if (before != null) {
      release(before);
    }
    fill();
    return now.total;
  }

  /** Adds a wish that somebody looks at: it comes before all others. A failure so far is forgotten. */
  public synchronized void look(Object owner, Wish wish) {
    Owner now = owners.get(owner);
    if (now == null || closed) {
      return;
    }
    failures.remove(wish.key());
    if (add(now, wish)) {
      now.total++;
    }
    Job job = jobs.get(wish.key());
    if (job != null) {
      job.lookedAt = ++clock;
      fill();
    }
  }

  /** Drops an owner with all it wishes. */
  public synchronized void drop(Object owner) {
    Owner before = owners.remove(owner);
    if (before != null) {
      release(before);
      fill();
    }
  }

  /** What is known of a unit now. */
  public synchronized Known known(Wish wish) {
    Wish.Key key = wish.key();
    Advice complete = kept.get(key);
    Job job = jobs.get(key);
    return new Known(Optional.ofNullable(complete != null || job == null ? complete : job.growing),
        Optional.ofNullable(failures.get(key)));
  }

  /** Has a listener told, on some thread and with locks held, that more or other things are known or wished. */
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

  private boolean add(Owner owner, Wish wish) {
    Wish.Key key = wish.key();
    if (closed || kept.containsKey(key) || !owner.open.add(key)) {
      return false;
    }
    Job job = jobs.remove(key); // and to the end, since the order of the newest wishes counts
    if (job == null) {
      job = new Job(wish);
    }
    job.asked = clock;
    job.owners.add(owner);
    jobs.put(key, job);
    return true;
  }

  private void release(Owner owner) {
    for (Wish.Key key : owner.open) {
      Job job = jobs.get(key);
      if (job != null && job.owners.remove(owner) && job.owners.isEmpty()) {
        job.cancellation.cancel();
        jobs.remove(key);
      }
    }
  }

  private void fill() {
    waiting = jobs.size();
    while (!closed) {
      // Among equals max takes the first, which is the order of the wishes.
      Optional<Job> next = jobs.values().stream().filter(job -> !job.isRunning)
          .max(Comparator.<Job>comparingLong(job -> job.lookedAt).thenComparingLong(job -> job.asked));
      if (next.isEmpty() || running >= next.get().wish.engine().pool().size() + (next.get().lookedAt > 0 ? EXTRA : 0)) {
        return;
      }
      Job job = next.get();
      job.isRunning = true;
      running++;
      Thread.ofVirtual().name("advise " + job.wish.unit().name()).start(() -> run(job));
    }
  }

  private void run(Job job) {
    Advice advice = null;
    String failure = null;
    try {
      advice = job.wish.engine().advisor().advise(job.wish.unit(), job.wish.options(), grown -> {
        synchronized (this) {
          job.growing = grown;
        }
      }, job.cancellation);
    } catch (CancellationException e) {
      failure = job.cancellation.isCancelled() ? null : "measuring was stopped";
    } catch (RuntimeException | Error e) {
      failure = Failures.sentence(e);
    }
    finish(job, advice, failure);
  }

  private synchronized void finish(Job job, Advice advice, String failure) {
    running--;
    changed.run();
    Wish.Key key = job.wish.key();
    if (advice != null) {
      kept.put(key, slim(advice));
    }
    if (jobs.remove(key, job)) {
      waiting = jobs.size();
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

  /** Without what each single pass left, which nothing here shows and which is half of the whole. */
  private static Advice slim(Advice advice) {
    return new Advice(advice.unit(), advice.asGiven(), advice.built(), advice.bestPass(), advice.oz(),
        advice.pipeline(), advice.probes(), advice.prediction(), List.of(), advice.notes(), advice.isComplete());
  }

  private static <V> Map<Wish.Key, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Wish.Key, V> eldest) {
        return size() > KEPT;
      }
    };
  }

  /** Cancels everything and forgets what it waits for; what is known stays known. */
  public synchronized void cancelAll() {
    jobs.values().forEach(job -> job.cancellation.cancel());
    jobs.clear();
    owners.clear();
    waiting = 0;
  }

  /** Cancels everything; nothing is measured afterwards. */
  @Override
  public synchronized void close() {
    closed = true;
    cancelAll();
  }
}
