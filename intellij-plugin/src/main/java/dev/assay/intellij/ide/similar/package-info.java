/** The tool window with similar functions, and their comparison. */
package dev.assay.intellij.ide.similar;
