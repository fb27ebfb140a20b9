/**
 * The server: its command line, its process, the connection to it, and when it is started again. Knows no IDE and words
 * nothing for the user but why there is no server.
 */
package dev.assay.intellij.core.server;
