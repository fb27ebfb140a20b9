/**
 * What the plugin does without an IDE: the server's process, the connection to it, and how its answers read. Nothing in
 * here or below may know the IntelliJ Platform.
 */
package dev.assay.intellij.core;
