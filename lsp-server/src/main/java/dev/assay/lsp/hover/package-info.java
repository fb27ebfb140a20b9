/**
 * What is shown when the cursor rests on a function.
 *
 * <p>{@link dev.assay.lsp.hover.HoverText} says what, as a pure function of the advice;
 * {@link dev.assay.lsp.hover.HoverProvider} finds the function and its advice. Nothing here waits for work.
 */
package dev.assay.lsp.hover;
