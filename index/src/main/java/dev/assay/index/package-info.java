/**
 * The index of functions: what is kept of a function, and how it is put in, found and read.
 *
 * <p>Values and interfaces; start reading at {@link dev.assay.index.FunctionIndex}. How they are kept is the business
 * of the packages {@code lucene} and {@code solr}; {@link dev.assay.index.FunctionIndexes} chooses between the two.
 * Nothing here knows LLVM, LSP or how an embedding is made.
 */
package dev.assay.index;
