/**
 * Keeps an index of functions true to files: one file in, the index brought up to date. When a file has to be looked
 * at is for others to say: the command line indexes folders, {@code dev.assay.lsp.indexing} what is open and what
 * changes.
 *
 * <ul>
 * <li>{@link dev.assay.workspace.indexing.FileIndexer} is where it comes together. It compares a file's {@code
 * FileStamp} (size, time, {@code Digest} of its content, of its compile command and {@code IncludedHeaders}) with
 * the index's, reads the file where they differ, and answers with a {@code FileOutcome}.
 * <li>{@link dev.assay.workspace.indexing.FunctionMeasurer} makes what an index keeps of one function: its embedding
 * and what passes leave of it. {@code BodyCache} sees to it that equal IR is measured once.
 * <li>{@link dev.assay.workspace.indexing.IndexingEngine} has the engine's parts that this takes, with workers of its
 * own where somebody waits for the engine's. {@link dev.assay.workspace.indexing.CpuBudget} limits how much goes on
 * at a time, {@link dev.assay.workspace.indexing.CommitPolicy} how much is lost when the process is killed.
 * <li>{@link dev.assay.workspace.indexing.IndexFolder} opens an index by its location, and {@link
 * dev.assay.workspace.indexing.IndexLocations} says which location is that of a workspace.
 * </ul>
 *
 * <p>Protocol, terminal and options are not known here, nor how an index stores what it is given.
 */
package dev.assay.workspace.indexing;
