/**
 * The command line: {@link dev.assay.cli.Main} puts the commands together and turns what they throw into sentences.
 *
 * <p>Each command is a class in a package of its own: {@code advise}, {@code embed} (with {@code features}),
 * {@code index} (with {@code similar}) and {@code bench}; {@code lsp} only starts the server, and is here. They are
 * built upon {@code run} (work on all units of the inputs), {@code input}, {@code engine} and {@code terminal}, which
 * know no command. No package below this one may import this one. What a figure means is decided in
 * {@code dev.assay.advice}, not here.
 */
package dev.assay.cli;
