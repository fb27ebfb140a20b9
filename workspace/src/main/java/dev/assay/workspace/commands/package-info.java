/**
 * What a project says about how its files are compiled: {@code compile_commands.json} and {@code compile_flags.txt}.
 *
 * <p>Files are found and read here, and taken at their word. Which flags are safe to honour is decided in
 * {@code dev.assay.clang}; whether the project is to be trusted at all, by whoever asks.
 */
package dev.assay.workspace.commands;
