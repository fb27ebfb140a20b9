/**
 * {@code assay index} and {@code assay similar}: making an index of folders, and asking it.
 *
 * <p>What an index is belongs to {@code dev.assay.index}; keeping it true to files, to
 * {@code dev.assay.workspace.indexing}.
 */
package dev.assay.cli.index;
