package dev.assay.feature;

/**
 * What is counted in a module: its Autophase features and its opcodes.
 *
 * @param features the 56 Autophase counts
 * @param opcodes how often each opcode occurs
 */
public record Observation(FeatureVector features, OpcodeCounts opcodes) {
  /** IR instructions, debug records not counted. */
  public int instructionCount() {
    return features.instructionCount();
  }
}
