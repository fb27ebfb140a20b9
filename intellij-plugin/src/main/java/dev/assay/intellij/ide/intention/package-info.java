/** The server's code actions as intentions. */
package dev.assay.intellij.ide.intention;
