package dev.assay.lsp.protocol;

/**
 * A single pass and what it does, measured.
 *
 * @param name in {@code opt -passes=} spelling
 * @param instructions how many instructions it leaves
 */
public record BestPass(String name, int instructions) {}
