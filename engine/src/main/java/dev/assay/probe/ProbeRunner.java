package dev.assay.probe;

import static java.util.stream.Collectors.toMap;

import dev.assay.concurrent.Cancellation;
import dev.assay.concurrent.Waiting;
import dev.assay.ir.Unit;
import dev.assay.pool.WorkerFailure;
import dev.assay.pool.WorkerPool;
import dev.assay.sequence.SequenceTrie;
import dev.assay.wire.Reply;
import dev.assay.wire.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Applies pass sequences to units, on the pool's workers.
 *
 * <p>A sequence that crashes, hangs or grows costs its own row (and rows that begin with the same passes, which would
 * fail alike); the others are finished on a new worker. Thread-safe.
 */
public final class ProbeRunner {
  /** Below this many instructions, dividing a unit's rows between workers costs more than it saves. */
  private static final int DIVIDE_FROM_INSTRUCTIONS = 40;

  private final WorkerPool pool;
  private final Quarantine quarantine;
  private final Duration unitLimit;
  private volatile Cut lastCut = new Cut(List.of(), List.of());

  /**
   * A runner.
   *
   * @param unitLimit the longest that workers may work on one call of {@link #run}, waiting for them left out; rows not
   *     done by then are missing
   */
  public ProbeRunner(WorkerPool pool, Quarantine quarantine, Duration unitLimit) {
    this.pool = pool;
    this.quarantine = quarantine;
    this.unitLimit = unitLimit;
  }

  /** What has killed workers before. */
  public Quarantine quarantine() {
    return quarantine;
  }

  /** Is told of rows as they are known, from several threads, one at a time. */
  @FunctionalInterface
  public interface RowListener {
    /** A row is known. */
    void row(int row, Outcome outcome);
  }

  /**
   * Runs sequences on a unit.
   *
   * @param sequences each row's passes in {@code opt -passes=} spelling, one an element
   * @return the rows' outcomes, in the order of the sequences
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public List<Outcome> run(Unit unit, List<List<String>> sequences, Cancellation cancellation) {
    return run(unit, sequences, (row, outcome) -> {
    }, cancellation);
  }

  /**
   * Runs sequences on a unit.
   *
   * @param sequences each row's passes in {@code opt -passes=} spelling, one an element
   * @param listener is told of each row once
   * @return the rows' outcomes, in the order of the sequences
   * @throws java.util.concurrent.CancellationException when cancelled
   */
  public List<Outcome> run(Unit unit, List<List<String>> sequences, RowListener listener, Cancellation cancellation) {
    Rows rows = new Rows(unit, sequences, listener);
    List<Integer> wanted = rows.withoutQuarantined();
    Cancellation part = cancellation.part();
    List<List<Integer>> shares = divide(wanted, rows, unit);
    if (shares.size() == 1) {
      runShare(rows, shares.get(0), part);
    } else if (shares.size() > 1) {
      runShares(rows, shares, part);
    }
    cancellation.check();
    return rows.outcomes();
  }

  /** Sequences cut into pieces; the last ones are kept, since the same probes are run on unit after unit. */
  @SuppressWarnings("ReferenceEquality") // the same list is meant; comparing 5,000 texts is what this saves
  private List<List<String>> cut(List<List<String>> sequences) {
    Cut known = lastCut;
    if (known.sequences == sequences) {
      return known.pieces;
    }
    List<List<String>> pieces = sequences.stream().map(SequenceTrie::pieces).toList();
    lastCut = new Cut(sequences, pieces);
    return pieces;
  }

  private record Cut(List<List<String>> sequences, List<List<String>> pieces) {}

  private void runShares(Rows rows, List<List<Integer>> shares, Cancellation cancellation) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (List<Integer> share : shares) {
        running.add(threads.submit(() -> runShare(rows, share, cancellation)));
      }
      Waiting.results(running, cancellation);
    }
  }

  /** Rows in as many shares as workers are free, those that begin alike together. */
  private List<List<Integer>> divide(List<Integer> wanted, Rows rows, Unit unit) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    int shares = unit.instructionCount() < DIVIDE_FROM_INSTRUCTIONS ? 1
        : Math.max(1, Math.min(Math.min(pool.free(), pool.size()), wanted.size()));
    List<Integer> sorted = new ArrayList<>(wanted);
    if (shares > 1) {
      Map<Integer, String> texts =
          wanted.stream().collect(toMap(row -> row, row -> String.join(",", rows.pieces(row))));
      sorted.sort(Comparator.comparing(texts::get));
    }
    List<List<Integer>> divided = new ArrayList<>();
    for (int share = 0; share < shares; share++) {
      divided.add(sorted.subList(sorted.size() * share / shares, sorted.size() * (share + 1) / shares));
    }
    return divided;
  }

  private void runShare(Rows rows, List<Integer> share, Cancellation cancellation) {
    List<Integer> left = new ArrayList<>(share);
    long remaining = unitLimit.toNanos();
    while (!left.isEmpty()) {
      if (remaining <= 0) {
        rows.missing(left, Outcome.Reason.OUT_OF_TIME, "the " + unitLimit.toSeconds() + " s for this unit are used up");
        return;
      }
      List<Integer> asked = List.copyOf(left);
      Request.Probe request = new Request.Probe(rows.unit.bitcode(), asked.stream().map(rows::pieces).toList());
      Alarm alarm = new Alarm(cancellation, remaining);
      try (alarm) {
        try {
          // A row that is known already stays as it is.
          pool.call(request, reply -> rows.take(reply, asked), alarm::start, alarm.cancellation);
        } catch (java.util.concurrent.CancellationException e) {
          cancellation.check();
          left = rows.unknown(left);
          continue;
        }
        rows.missing(rows.unknown(left), Outcome.Reason.REFUSED, "LLVM gave no result");
        return;
      } catch (WorkerFailure failure) {
        left = afterFailure(rows, asked, failure);
      } finally {
        remaining -= alarm.worked();
      }
    }
  }

  private List<Integer> afterFailure(Rows rows, List<Integer> asked, WorkerFailure failure) {
    List<String> culprit = rows.pieces(asked.get(Math.min(failure.row(), asked.size() - 1)));
    List<String> prefix = culprit.subList(0, Math.min(Math.max(failure.depth(), 1), culprit.size()));
    Outcome.Reason reason = switch (failure.kind()) {
      case CRASHED, KILLED -> Outcome.Reason.CRASHED;
      case TIMED_OUT -> Outcome.Reason.TIMED_OUT;
      case OUT_OF_MEMORY -> Outcome.Reason.OUT_OF_MEMORY;
    };
    quarantine.remember(rows.unit.hash(), prefix, failure.getMessage());
    List<Integer> left = rows.unknown(asked);
    List<Integer> alike = left.stream().filter(row -> startsWith(rows.pieces(row), prefix)).toList();
    rows.missing(alike, reason, failure.getMessage());
    return rows.withoutQuarantined(rows.unknown(left));
  }

  private static boolean startsWith(List<String> pieces, List<String> prefix) {
    return pieces.size() >= prefix.size() && pieces.subList(0, prefix.size()).equals(prefix);
  }

  /** Cancels a call when the unit's time is up, which runs while a worker works, not while the call waits for one. */
  private static final class Alarm implements AutoCloseable {
    private final Cancellation cancellation;
    private final long nanos;
    private Thread timer;
    private long begin;

    Alarm(Cancellation parent, long nanos) {
      this.cancellation = parent.part();
      this.nanos = nanos;
    }

    /** A worker begins, perhaps a second one where the first was killed from outside. */
    void start() {
      if (timer != null) {
        return;
      }
      begin = System.nanoTime();
      timer = Thread.ofVirtual().start(() -> {
        try {
          Thread.sleep(Duration.ofNanos(nanos));
          cancellation.cancel();
        } catch (InterruptedException e) {
          // The call was faster.
        }
      });
    }

    /** Nanoseconds since a worker began. */
    long worked() {
      return timer == null ? 0 : System.nanoTime() - begin;
    }

    @Override
    public void close() {
      if (timer != null) {
        timer.interrupt();
      }
    }
  }

  /** The rows of one run, filled in as they come. */
  private final class Rows {
    private final Unit unit;
    private final List<List<String>> pieces;
    private final Outcome[] outcomes;
    private final RowListener listener;

    Rows(Unit unit, List<List<String>> sequences, RowListener listener) {
      this.unit = unit;
      this.pieces = cut(sequences);
      this.outcomes = new Outcome[sequences.size()];
      this.listener = listener;
    }

    List<String> pieces(int row) {
      return pieces.get(row);
    }

    List<Integer> withoutQuarantined() {
      return withoutQuarantined(IntStream.range(0, outcomes.length).boxed().toList());
    }

    /** Of some rows those that may be tried, as far as is known by now; the others are missing. */
    List<Integer> withoutQuarantined(List<Integer> among) {
      Optional<String> wholeUnit = quarantine.reasonAgainst(unit.hash());
      for (int row : among) {
        Optional<String> reason =
            wholeUnit.isPresent() ? wholeUnit : quarantine.reasonAgainst(unit.hash(), pieces.get(row));
        if (reason.isPresent()) {
          set(row, new Outcome.Missing(Outcome.Reason.QUARANTINED, reason.get()));
        }
      }
      return unknown(among);
    }

    synchronized List<Integer> unknown(List<Integer> among) {
      return among.stream().filter(row -> outcomes[row] == null).toList();
    }

    void missing(List<Integer> which, Outcome.Reason reason, String detail) {
      which.forEach(row -> set(row, new Outcome.Missing(reason, detail)));
    }

    void take(Reply reply, List<Integer> asked) {
      switch (reply) {
        case Reply.Row row -> set(asked.get(row.row()), new Outcome.Measured(row.observation()));
        case Reply.Refused refused when refused.index() >= 0 ->
          set(asked.get(refused.index()), new Outcome.Missing(Outcome.Reason.REFUSED, refused.message()));
        case Reply.Refused refused -> missing(asked, Outcome.Reason.REFUSED, refused.message());
        default -> throw new IllegalStateException("unexpected " + reply);
      }
    }

    private synchronized void set(int row, Outcome outcome) {
      if (outcomes[row] == null) {
        outcomes[row] = outcome;
        listener.row(row, outcome);
      }
    }

    synchronized List<Outcome> outcomes() {
      return List.copyOf(Arrays.asList(outcomes));
    }
  }
}
