package dev.assay.lsp.indexing;

import dev.assay.lsp.client.ClientPort;
import dev.assay.lsp.client.Progress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Shows in the client how far indexing is: one bar, which appears only when it takes a while. Thread-safe. */
final class IndexProgress {
  private static final AtomicLong TOKENS = new AtomicLong();
  private static final String TITLE = "Assay: indexing";
  /** Work that is over so soon gets no bar. */
  private static final long SHOWN_FROM_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long REPORT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  /** Before so many files are done, it cannot be estimated how long the rest will take. */
  private static final int FILES_FOR_ESTIMATE = 5;

  private final ClientPort client;
  private final LongSupplier nanoClock;
  private Optional<Progress> bar = Optional.empty();
  private String token = "";
  private long begun;
  private long lastReport;
  private boolean isUnderWay;

  IndexProgress(ClientPort client, LongSupplier nanoClock) {
    this.client = client;
    this.nanoClock = nanoClock;
  }

  /**
   * Work goes on.
   *
   * @return whether this is worth a report
   */
  synchronized boolean report(ChangeQueue.Count count) {
    long now = nanoClock.getAsLong();
    if (!isUnderWay) {
      isUnderWay = true;
      begun = now;
      lastReport = now;
      return true;
    }
    if (now - lastReport < REPORT_NANOS) {
      return false;
    }
    lastReport = now;
    if (bar.isEmpty() && now - begun >= SHOWN_FROM_NANOS && client.features().workDoneProgress()) {
      token = "assay/index/" + TOKENS.incrementAndGet();
      bar = Optional.of(Progress.begin(client.client(), token, TITLE));
    }
    OptionalInt left = secondsLeft(count);
    bar.ifPresent(shown -> shown.report(count.done(), count.done() + count.left(),
        "files" + (left.isPresent() ? ", " + timeLeft(left.getAsInt()) : "")));
    return true;
  }

  private static String timeLeft(int seconds) {
    return seconds < 60 ? seconds + " s left" : (seconds + 30) / 60 + " min left";
  }

  /** About how long the rest will take, as the work has gone so far. */
  synchronized OptionalInt secondsLeft(ChangeQueue.Count count) {
    if (!isUnderWay || count.done() < FILES_FOR_ESTIMATE) {
      return OptionalInt.empty();
    }
    double perFile = (nanoClock.getAsLong() - begun) / 1e9 / count.done();
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, Math.ceil(perFile * count.left())));
  }

  /** Whether a cancelled token is the bar's. */
  synchronized boolean is(String cancelledToken) {
    return token.equals(cancelledToken);
  }

  /** There is nothing to do any more, or nothing is done. */
  synchronized void end(String message) {
    bar.ifPresent(shown -> shown.end(message));
    bar = Optional.empty();
    token = "";
    isUnderWay = false;
  }
}
