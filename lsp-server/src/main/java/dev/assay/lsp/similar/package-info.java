/**
 * Which functions are similar to which, for what an editor shows.
 *
 * <p>{@link dev.assay.lsp.similar.SimilarFunctionLookup} answers at once from what is known. How functions get into the
 * index is the business of {@code dev.assay.lsp.indexing}.
 */
package dev.assay.lsp.similar;
