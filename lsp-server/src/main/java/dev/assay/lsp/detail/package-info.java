/**
 * One function in detail: its IR before and after a pipeline, two functions side by side, its spectrum.
 *
 * <p>These answer commands and requests, which may take their time; see {@link dev.assay.lsp.commands}.
 */
package dev.assay.lsp.detail;
