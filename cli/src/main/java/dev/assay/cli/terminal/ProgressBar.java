package dev.assay.cli.terminal;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says on standard error how far the work is, when that is a terminal which can erase a line; one line that is written
 * over.
 *
 * <p>Not me.tongfei:progressbar, which draws from a thread of its own: tried, it left remains of the bar in 6 of 20
 * lines of results. It also brings JLine along, whose native part Java warns of.
 *
 * <p>Whoever prints anything else takes the line away with {@link #clear()} first. To be used by one thread.
 */
public final class ProgressBar {
  private static final int CELLS = 20;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final String ERASE = "\r\u001b[K";

  private final Console console;
  private final LongSupplier clock;
  private final long start;
  private long lastDrawn;
  private boolean visible;

  /** A bar that starts now. */
  public ProgressBar(Console console, LongSupplier clock) {
    this.console = console;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.lastDrawn = start - REDRAW_NANOS;
  }

  /**
   * Shows how far the work is.
   *
   * @param done how many are done
   * @param total of how many
   * @param share how much of the work that is, from 0 to 1
   * @param name what is done next, or was done last
   */
  public void show(int done, int total, double share, String name) {
    long now = clock.getAsLong();
    if (!console.terminal().errIsErasable() || now - lastDrawn < REDRAW_NANOS) {
      return;
    }
    lastDrawn = now;
    visible = true;
    int full = (int) (Math.clamp(share, 0, 1) * CELLS);
    String line = "[" + "=".repeat(full) + " ".repeat(CELLS - full) + "] " + done + "/" + total + timeLeft(now, share)
        + "  " + TextWidth.printable(name);
    console.err().print(ERASE + TextWidth.cut(line, console.terminal().width() - 1));
    console.err().flush();
  }

  private String timeLeft(long now, double share) {
    if (share <= 0 || share >= 1) {
      return "";
    }
    long seconds = Math.round((now - start) * (1 - share) / share / 1e9);
    return seconds < 60 ? "  " + seconds + " s left" : "  " + (seconds + 30) / 60 + " min left";
  }

  /** Takes the line away. */
  public void clear() {
    if (visible) {
      console.err().print(ERASE);
      console.err().flush();
      visible = false;
      lastDrawn -= REDRAW_NANOS; // so that it comes back after what is printed now
    }
  }
}
