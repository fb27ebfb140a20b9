package dev.assay.wire;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A page of memory that a worker and the server share: where the worker is, and whether it shall stop.
 *
 * <p>It is a mapped file, so the worker marks each step with a plain store instead of a message (a probe has thousands
 * of steps, many shorter than a system call), and what it was doing is still there to read when it has crashed. Values
 * are 64-bit words with volatile semantics. Safe for one writer of each word.
 */
public final class ControlPage {
  /** What {@link #causeOfDeath()} says of a worker that halted itself because its memory grew past the limit. */
  public static final long OUT_OF_MEMORY = 1;

  private static final int BYTES = 64;
  private static final int STEPS = 0;
  private static final int ROW = 8;
  private static final int DEPTH = 16;
  private static final int CANCELLED = 24;
  private static final int CAUSE = 32;
  private static final VarHandle WORD = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final MappedByteBuffer page;

  private ControlPage(MappedByteBuffer page) {
    this.page = page;
  }

  /** Makes a page in a new or existing file. */
  public static ControlPage create(Path file) throws IOException {
    Files.write(file, new byte[BYTES]);
    return open(file);
  }

  /** Opens the page that the other side has made. */
  public static ControlPage open(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return new ControlPage(channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES));
    }
  }

  /**
   * The worker begins a step.
   *
   * @param row a row that needs the step
   * @param depth how many passes of the row are done after the step
   */
  public void beginStep(int row, int depth) {
    set(ROW, row);
    set(DEPTH, depth);
    set(STEPS, get(STEPS) + 1);
  }

  /** A number that changes with each step; 0 means that the worker is idle. */
  public long steps() {
    return get(STEPS);
  }

  /** A row that needs the current step. */
  public int row() {
    return (int) get(ROW);
  }

  /** How many passes of {@link #row()} the current step reaches. */
  public int depth() {
    return (int) get(DEPTH);
  }

  /** The worker is between requests. */
  public void idle() {
    set(STEPS, 0);
  }

  /** Asks the worker to stop at its next step, or withdraws that. */
  public void setCancelled(boolean cancelled) {
    set(CANCELLED, cancelled ? 1 : 0);
  }

  /** Whether the worker has been asked to stop. */
  public boolean isCancelled() {
    return get(CANCELLED) != 0;
  }

  /** Says why the worker is about to halt. */
  public void setCauseOfDeath(long cause) {
    set(CAUSE, cause);
  }

  /** Why the worker halted itself; 0 when it did not. */
  public long causeOfDeath() {
    return get(CAUSE);
  }

  private void set(int offset, long value) {
    WORD.setVolatile(page, offset, value);
  }

  private long get(int offset) {
    return (long) WORD.getVolatile(page, offset);
  }
}
