/** The client's end of the protocol: what the server may ask for and tell, and what is kept of it. */
package dev.assay.intellij.core.client;
