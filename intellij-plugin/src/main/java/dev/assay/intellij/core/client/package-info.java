/**
 * The client's end of the protocol: what the server may ask for and tell, and what is kept of it. Knows nothing of
 * processes, of how the server is started, or of the IDE.
 */
package dev.assay.intellij.core.client;
