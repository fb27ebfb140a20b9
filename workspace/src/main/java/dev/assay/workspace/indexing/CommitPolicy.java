package dev.assay.workspace.indexing;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Commits every so often, so that little is lost when the process is killed: by the functions that were measured, which
 * is what costs, and by time. Thread-safe.
 */
public final class CommitPolicy {
  private final Commit commit;
  private final Duration interval;
  private final int measured;
  private final LongSupplier nanoClock;
  private long last;
  private int uncommitted;
  private boolean isDirty;

  /** Writes what is not yet written. */
  @FunctionalInterface
  public interface Commit {
    /**
     * Commits.
     *
     * @throws IOException when the index cannot be written
     */
    void run() throws IOException;
  }

  /**
   * A policy.
   *
   * @param interval the longest that something stays uncommitted while files are being indexed
   * @param measured so many measured functions are committed at the latest
   * @param nanoClock the time, as {@link System#nanoTime} has it
   */
  public CommitPolicy(Commit commit, Duration interval, int measured, LongSupplier nanoClock) {
    this.commit = commit;
    this.interval = interval;
    this.measured = measured;
    this.nanoClock = nanoClock;
    this.last = nanoClock.getAsLong();
  }

  /** Every 10 seconds, or 500 functions. */
  public static CommitPolicy usual(FileIndexer indexer) {
    return new CommitPolicy(indexer::commit, Duration.ofSeconds(10), 500, System::nanoTime);
  }

  /**
   * A file is done; commits where it is time to.
   *
   * @return whether it has committed
   * @throws IOException when the index cannot be written
   */
  public synchronized boolean done(FileOutcome outcome) throws IOException {
    isDirty |= outcome.kind() != FileOutcome.Kind.UNCHANGED;
    uncommitted += outcome.measured();
    return (uncommitted >= measured || nanoClock.getAsLong() - last >= interval.toNanos()) && commit();
  }

  /**
   * Commits what there is.
   *
   * @return whether there was anything
   * @throws IOException when the index cannot be written
   */
  public synchronized boolean commit() throws IOException {
    last = nanoClock.getAsLong();
    if (!isDirty) {
      return false;
    }
    isDirty = false; // before: what is done meanwhile is for the next time
    uncommitted = 0;
    commit.run();
    return true;
  }
}
