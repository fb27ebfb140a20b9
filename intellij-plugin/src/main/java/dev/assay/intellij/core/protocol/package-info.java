/** What {@code docs/protocol.md} of the server adds to the Language Server Protocol, as values. */
package dev.assay.intellij.core.protocol;
