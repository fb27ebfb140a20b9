package dev.assay.intellij.core.protocol;

/**
 * The answer of {@code assay.compare}. What is not known is null.
 *
 * @param left the function that was asked about
 * @param right the other one
 * @param similarity the cosine of the embeddings
 */
public record Comparison(Side left, Side right, Double similarity) {
  /**
   * One function.
   *
   * @param instructionsBefore as it is given to the optimiser
   * @param before its IR
   * @param pipeline the best pipeline that was found; empty where none leaves fewer instructions
   * @param instructionsAfter behind that pipeline
   * @param after the IR behind that pipeline
   */
  public record Side(String name, String uri, int instructionsBefore, String before, String pipeline,
      int instructionsAfter, String after) {}
}
