package dev.assay.probe;

import dev.assay.feature.Observation;

/** What came of one row: what it left, or why there is nothing. */
public sealed interface Outcome {
  /**
   * The row was run.
   *
   * @param observation what is counted after it
   */
  record Measured(Observation observation) implements Outcome {}

  /**
   * The row could not be run; it is a masked position for the encoder.
   *
   * @param reason what kind of failure
   * @param detail in words
   */
  record Missing(Reason reason, String detail) implements Outcome {}

  /** Why a row is missing. */
  enum Reason {
    /** A pass crashed the worker. */
    CRASHED,
    /** A pass took longer than its limit. */
    TIMED_OUT,
    /** A pass needed more memory than its limit. */
    OUT_OF_MEMORY,
    /** LLVM does not accept the pipeline. */
    REFUSED,
    /** The time for the whole unit was used up before its turn came. */
    OUT_OF_TIME,
    /** The unit or the row killed a worker before and is not tried again. */
    QUARANTINED
  }
}
