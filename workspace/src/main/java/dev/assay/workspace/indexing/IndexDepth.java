package dev.assay.workspace.indexing;

import dev.assay.index.FunctionBody;

/** How much an index keeps of each function; each more than the one before, and slower to make. */
public enum IndexDepth {
  /** What functions are found by: the embedding. Nothing is measured that it does not need. */
  EMBEDDING("-"),
  /** And what each of the 124 passes and -Oz leave of it. */
  PASSES("passes"),
  /** And its best pipeline. */
  PIPELINES("pipelines");

  private final String text;

  IndexDepth(String text) {
    this.text = text;
  }

  /** How a stamp says it. */
  String text() {
    return text;
  }

  /** What a stamp says; the least where it says something else. */
  static IndexDepth parse(String text) {
    for (IndexDepth depth : values()) {
      if (depth.text.equals(text)) {
        return depth;
      }
    }
    return EMBEDDING;
  }

  /** Whether as much as this, or more, is asked for. */
  boolean isAtLeast(IndexDepth other) {
    return compareTo(other) >= 0;
  }

  /** Whether so much is known of a function. */
  boolean isKnown(FunctionBody body) {
    return switch (this) {
      case EMBEDDING -> true;
      case PASSES -> !body.measurements().afterPass().isEmpty();
      case PIPELINES -> body.measurements().bestPipeline().isPresent();
    };
  }
}
