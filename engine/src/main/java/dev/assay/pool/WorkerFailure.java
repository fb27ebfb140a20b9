package dev.assay.pool;

/** A worker could not finish a request; it has been replaced. */
public final class WorkerFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final int row;
  private final int depth;

  /** How a worker failed. */
  public enum Kind {
    /** It crashed: a signal, or a fatal error of LLVM. */
    CRASHED,
    /** It was killed by a person, or by a system short of memory; the request need not be to blame. */
    KILLED,
    /** A step took longer than its limit. */
    TIMED_OUT,
    /** It grew past the memory limit. */
    OUT_OF_MEMORY
  }

  WorkerFailure(Kind kind, int row, int depth, String message) {
    super(message);
    this.kind = kind;
    this.row = row;
    this.depth = depth;
  }

  /** How it failed. */
  public Kind kind() {
    return kind;
  }

  /** The row (or variant) that it was working for. */
  public int row() {
    return row;
  }

  /** How many pieces of that row's sequence the failing step would have reached. */
  public int depth() {
    return depth;
  }
}
