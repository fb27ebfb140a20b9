/**
 * The index of functions: what is kept of a function, and how it is put in, found and read.
 *
 * <p>Values and interfaces; start reading at {@link dev.assay.index.FunctionIndex}. The packages {@code lucene} and
 * {@code solr} say how they are kept; {@code open} chooses between the two. Nothing here knows those packages, LLVM,
 * LSP or how an embedding is made.
 */
package dev.assay.index;
