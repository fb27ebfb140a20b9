/**
 * The server's way to its client: what the client understands, log, trace, status and progress.
 *
 * <p>Everything that the server sends of its own accord goes through here, gated on what the client has announced.
 * Answers to requests do not.
 */
package dev.assay.lsp.client;
