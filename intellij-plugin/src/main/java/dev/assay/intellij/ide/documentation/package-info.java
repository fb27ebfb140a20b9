/** Quick documentation and hovers over functions. */
package dev.assay.intellij.ide.documentation;
