/** The widget in the status bar. */
package dev.assay.intellij.ide.status;
