package dev.assay.index;

/**
 * The pipeline that left fewest instructions of a function. Immutable.
 *
 * @param passes in {@code opt -passes=} spelling
 * @param instructions what it leaves, at least 0
 */
public record BestPipeline(String passes, int instructions) {
  /** Checks the figure and that there are passes. */
  public BestPipeline {
    if (passes.isEmpty() || instructions < 0) {
      throw new IllegalArgumentException("pipeline '" + passes + "' leaves " + instructions);
    }
  }
}
