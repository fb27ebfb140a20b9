/**
 * Keeps an index of functions true to files: files in, functions with their embeddings and measurements out.
 *
 * <p>{@link dev.assay.workspace.indexing.FileIndexer} is where it comes together. The command line indexes folders with
 * it, the language server what is open and what changes. When a file has to be looked at is for them to say; protocol,
 * terminal and options are not known here.
 */
package dev.assay.workspace.indexing;
