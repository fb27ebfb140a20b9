/**
 * Open documents, read into units and measured in the background.
 *
 * <p>{@link dev.assay.lsp.analysis.Documents} holds what is open, {@link dev.assay.lsp.analysis.OpenDocument} is the
 * queue of one file, {@link dev.assay.lsp.analysis.AdviceService} measures units for all of them. What is shown of it,
 * and where, does not belong here.
 */
package dev.assay.lsp.analysis;
