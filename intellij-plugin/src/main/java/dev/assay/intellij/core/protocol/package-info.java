/**
 * What {@code docs/protocol.md} of the server adds to the Language Server Protocol, as values. No state, and no
 * knowledge of who uses them.
 */
package dev.assay.intellij.core.protocol;
