/**
 * Code actions: changes of the user's files that make a function smaller, or say how.
 *
 * <p>Each is tried on a copy before it is offered: the text as it would be is read and measured, and what does not hold
 * is not offered. Nothing here changes a file; that is the client's to do.
 */
package dev.assay.lsp.action;
