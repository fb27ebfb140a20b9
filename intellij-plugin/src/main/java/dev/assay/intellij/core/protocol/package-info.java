/**
 * What {@code docs/protocol.md} of the server adds to the Language Server Protocol, as values. The records repeat those
 * of the server's package {@code dev.assay.lsp.protocol}, one a file, and a test of the server fails where they differ:
 * what may be absent is a boxed number, or said to be {@code null} in the record's Javadoc. No state, and
 * no knowledge of who uses them.
 */
package dev.assay.intellij.core.protocol;
