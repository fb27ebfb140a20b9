package dev.assay.tune;

import java.util.OptionalLong;

/**
 * One way that was tried.
 *
 * @param way the way
 * @param size of what it made, by the objective; empty where it made nothing
 * @param problem why it made nothing, a sentence; empty where it did
 */
public record Trial(Way way, OptionalLong size, String problem) {}
