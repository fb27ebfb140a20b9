/**
 * Commands of {@code workspace/executeCommand} and the requests that Assay adds to the protocol (docs/protocol.md).
 *
 * <p>{@link dev.assay.lsp.commands.Commands} is where a command is registered; {@link
 * dev.assay.lsp.commands.Arguments} reads what clients send. What a command does is done in the package that it
 * concerns; here it is asked for and its answer is put into JSON.
 */
package dev.assay.lsp.commands;
