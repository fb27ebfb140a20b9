package dev.assay.lsp.protocol;

/**
 * A pipeline and what it does, measured.
 *
 * @param passes in {@code opt -passes=} spelling
 * @param instructions how many instructions it leaves
 * @param gain what it gains, as a fraction of 1
 */
public record BestPipeline(String passes, int instructions, double gain) {}
