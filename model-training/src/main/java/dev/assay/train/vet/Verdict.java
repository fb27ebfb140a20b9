package dev.assay.train.vet;

/** What came of one program built by one entry. */
enum Verdict {
  /** The output is what it is at -O0. */
  SAME,
  /** It is not, or the program crashes or does not end. */
  DIFFERENT,
  /** Clang crashes, or takes too long: the tuner would go without this entry. */
  NOT_COMPILED,
  /** The program is of no use: it cannot be made, or does not end at -O0 either. */
  UNUSABLE
}
