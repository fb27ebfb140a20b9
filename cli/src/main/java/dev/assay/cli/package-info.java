/**
 * The command line: {@link dev.assay.cli.Main} and its commands, and how they show what they are told.
 *
 * <p>Each command turns arguments into calls of {@code dev.assay.Engine} and prints what comes back, as text for
 * people or as one JSON line a unit. What a figure means is decided in {@code dev.assay.advice}, not here.
 */
package dev.assay.cli;
