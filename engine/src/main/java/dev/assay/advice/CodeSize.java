package dev.assay.advice;

/** How large code is, or why there is none: an absence is never a number. */
public sealed interface CodeSize {
  /**
   * A size.
   *
   * @param bytes of code, as in an object file; 0 only where a function really has none
   */
  record Bytes(long bytes) implements CodeSize {}

  /**
   * No code.
   *
   * @param reason a sentence
   */
  record None(String reason) implements CodeSize {}
}
