/**
 * Keeps the index of a workspace true to its files and to what is open, in the background.
 *
 * <p>{@link dev.assay.lsp.watch.Indexing} is told what happens and starts everything. {@link
 * dev.assay.lsp.watch.ChangeQueue} holds what is to be looked at, {@link dev.assay.lsp.watch.IndexSession} works on it
 * while one index is open. How a file gets into the index is known in {@code dev.assay.workspace.indexing}; what is
 * found in it,
 * in {@code dev.assay.lsp.similar}.
 */
package dev.assay.lsp.watch;
