package dev.assay.train.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says on standard error how far a step is and how long it will take. Thread-safe. */
public final class Progress {
  private static final long SAY_EVERY_NANOS = 10_000_000_000L;

  private final PrintStream out;
  private final String name;
  private final String things;
  private final long total;
  private final long start = System.nanoTime();
  private long done;
  private long before;
  private long said;

  /**
   * A step over so many things.
   *
   * @param name what is done, for example {@code spectra}
   * @param things what is counted, for example {@code units}
   * @param total how many there are
   * @param before how many were done by an earlier run
   */
  public Progress(PrintStream out, String name, String things, long total, long before) {
    this.out = out;
    this.name = name;
    this.things = things;
    this.total = total;
    this.before = before;
    this.done = before;
    this.said = start;
    if (before > 0) {
      out.printf(Locale.ROOT, "%s: %,d of %,d %s are there already%n", name, before, total, things);
    }
  }

  /** Some more are done; {@code detail} is added to the line, if one is printed. */
  public synchronized void advance(long more, String detail) {
    done += more;
    long now = System.nanoTime();
    if (now - said >= SAY_EVERY_NANOS || done >= total) {
      said = now;
      double seconds = (now - start) / 1e9;
      double rate = (done - before) / seconds;
      long left = rate <= 0 ? 0 : (long) ((total - done) / rate);
      out.printf(Locale.ROOT, "%s: %,d of %,d %s, %.1f a second, %s left%s%n", name, done, total, things, rate,
          text(Duration.ofSeconds(left)), detail.isEmpty() ? "" : ", " + detail);
    }
  }

  private static String text(Duration time) {
    return time.toHours() > 0 ? time.toHours() + " h " + time.toMinutesPart() + " min"
        : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
  }
}
