package dev.assay.advice;

/** What "smaller" means. */
public enum Objective {
  /** Bytes of code for the user's target; IR instructions break ties. */
  BYTES,
  /** IR instructions; bytes break ties. */
  INSTRUCTIONS
}
