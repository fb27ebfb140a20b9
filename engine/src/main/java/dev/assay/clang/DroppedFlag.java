package dev.assay.clang;

/**
 * A compiler flag that was not honoured.
 *
 * @param flag as the project has it
 * @param reason why
 * @param isHarmless whether it has no bearing on the IR (warnings, output names, include tracking), so that dropping
 *     it is not worth a word to the user
 */
public record DroppedFlag(String flag, String reason, boolean isHarmless) {}
