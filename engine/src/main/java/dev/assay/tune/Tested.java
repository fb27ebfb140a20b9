package dev.assay.tune;

/** How well it is known that code made so does what its source says; later ones are better known. */
public enum Tested {
  /** LLVM compiled it, and no more is known. */
  VERIFIED,
  /** What it was made with was run on many programs whose output is known, without one mismatch. */
  VETTED,
  /** All functions that other files can call were run beside those of the user's own object, and did the same. */
  EXECUTED
}
