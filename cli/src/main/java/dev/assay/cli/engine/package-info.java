/**
 * The options that say how the engine is to run, and its workers for as long as one command takes.
 *
 * <p>Options of a single command stay with that command.
 */
package dev.assay.cli.engine;
