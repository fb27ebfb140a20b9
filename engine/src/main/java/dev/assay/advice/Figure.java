package dev.assay.advice;

import java.util.OptionalInt;

/**
 * How large a unit is in one form; measured.
 *
 * @param instructions IR instructions
 * @param codeBytes size of its machine code for its own target, where that could be made
 */
public record Figure(int instructions, OptionalInt codeBytes) {}
