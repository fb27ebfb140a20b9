/**
 * Keeps the index of a workspace in agreement with its files and with what is open, in the background.
 *
 * <p>Who does what, on which thread:
 *
 * <ul>
 * <li>{@link dev.assay.lsp.indexing.BackgroundIndexer} is called on the thread that reads messages when files, folders,
 * settings or documents change. Its own thread, "indexing", opens the index and runs one session after the other.
 * <li>{@link dev.assay.lsp.indexing.ChangeQueue} holds which files are to be read, and waits until a burst of changes
 * is over. Any thread adds, the indexing thread takes.
 * <li>{@link dev.assay.lsp.indexing.IndexSession} runs on the indexing thread while one index is open for writing, and
 * has each file read on a virtual thread, by the processes of {@link dev.assay.lsp.indexing.IndexingWorkers}.
 * <li>{@link dev.assay.lsp.indexing.IndexAccess} lets any thread query the index, and keeps it open for that long.
 * <li>{@link dev.assay.lsp.indexing.IndexStatusReporter} and {@link dev.assay.lsp.indexing.IndexProgress} say how far
 * the work is, from any of these threads.
 * </ul>
 *
 * <p>How a file gets into the index is known in {@code dev.assay.workspace.indexing}; what is made of what the index
 * finds, in {@code dev.assay.lsp.similar}. Nothing here measures for the editor.
 */
package dev.assay.lsp.indexing;
