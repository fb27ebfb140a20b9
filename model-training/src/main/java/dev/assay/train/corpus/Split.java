package dev.assay.train.corpus;

/** What a project's units are used for. A whole project is on one side, never a function. */
public enum Split {
  /** Everything is learned from these. */
  TRAIN,
  /** Choices (sizes, rates, when to stop) are made on these. */
  VALIDATION,
  /** Figures are reported on these, once. */
  TEST,
  /** Whole kinds of code that neither learning nor choosing ever sees; figures say how well what is learned carries. */
  STRANGE;

  /** Whether figures are reported on these: nothing that is learned or chosen may depend on them. */
  public boolean isJudged() {
    return this == TEST || this == STRANGE;
  }
}
