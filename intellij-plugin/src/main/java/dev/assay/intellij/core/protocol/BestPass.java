package dev.assay.intellij.core.protocol;

/**
 * A single pass and what it does, measured.
 *
 * @param name its text
 * @param instructions how many instructions it leaves
 */
public record BestPass(String name, int instructions) {}
