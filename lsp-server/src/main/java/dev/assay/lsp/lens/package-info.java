/**
 * What is shown beside functions in the text: code lenses and inlay hints, and when the client has to ask for them
 * again.
 *
 * <p>Nothing here waits: what is not known yet is said to be measured, and the client is asked to refresh.
 */
package dev.assay.lsp.lens;
