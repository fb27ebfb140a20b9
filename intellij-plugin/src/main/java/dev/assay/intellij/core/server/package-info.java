/** The server: its command line, its process, the connection to it, and when it is started again. */
package dev.assay.intellij.core.server;
